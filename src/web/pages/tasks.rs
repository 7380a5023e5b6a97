//! The task list of a procurement, a tender or a contract: its parts and lists, and how far each has come.

use rules::rows::{Holder, Progress, Task, list, part, progress};
use serde::Serialize;

/// A task list as a template draws it.
#[derive(Serialize)]
pub struct Tasks {
    groups: Vec<TaskGroup>,
    done: usize,
    all: usize,
}

#[derive(Serialize)]
struct TaskGroup {
    title: &'static str,
    tasks: Vec<ShownTask>,
}

#[derive(Serialize)]
struct ShownTask {
    path: String,
    title: &'static str,
    progress: &'static str,
    label: &'static str,
}

impl Tasks {
    /// The task list of something whose overview has this path.
    pub fn of<T: Holder>(holder: &T, path: &str, groups: &[(&'static str, &[Task])]) -> Self {
        let group = |(title, tasks): &(&'static str, &[Task])| TaskGroup {
            title,
            tasks: tasks.iter().map(|task| shown(holder, path, *task)).collect(),
        };
        let groups: Vec<TaskGroup> = groups.iter().map(group).collect();
        let tasks = || groups.iter().flat_map(|group| &group.tasks);
        let (done, all) = (tasks().filter(|task| task.progress == "complete").count(), tasks().count());
        Self { groups, done, all }
    }
}

fn shown<T: Holder>(holder: &T, path: &str, task: Task) -> ShownTask {
    let (path, title) = match task {
        Task::Part(code) => (format!("{path}/part/{code}"), part::<T>(code).map_or("", |part| part.title)),
        Task::List(code) => (format!("{path}/list/{code}"), list::<T>(code).map_or("", |list| list.title)),
    };
    let (progress, label) = match progress(holder, task) {
        Progress::Complete => ("complete", "Complete"),
        Progress::Started => ("started", "Started"),
        Progress::NotStarted => ("not-started", "Not started"),
    };
    ShownTask { path, title, progress, label }
}
