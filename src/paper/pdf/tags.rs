//! The tag tree as it grows during layout. `tree` writes it into the file.

/// All elements, the slots their content will fill, and the links they hold.
#[derive(Debug)]
pub(super) struct Tags {
    pub elements: Vec<Element>,
    /// For each slot, the element it belongs to.
    pub slots: Vec<usize>,
    pub annotations: Vec<Annotation>,
}

/// One element of the tag tree.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub role: &'static str,
    pub parent: usize,
    pub kids: Vec<Kid>,
    /// Attributes: their owner, key and value.
    pub attributes: Vec<(&'static str, &'static str, &'static str)>,
    pub id: Option<String>,
    /// Words in the place of what cannot be read.
    pub alternative: Option<String>,
}

/// What an element holds, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    Element(usize),
    /// Painted content, found out when pages are painted.
    Slot(usize),
    Annotation(usize),
}

/// The area of a link on one line.
#[derive(Clone, Debug)]
pub(super) struct Annotation {
    pub element: usize,
    pub target: Target,
    /// What the link is, in words.
    pub contents: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Address(String),
    Anchor(String),
}

/// The element that holds all others.
pub(super) const ROOT: usize = 0;

impl Tags {
    pub(super) fn new() -> Self {
        let root = Element { role: "Document", ..Element::default() };
        Tags { elements: vec![root], slots: Vec::new(), annotations: Vec::new() }
    }

    /// Adds an element at the end of another.
    pub(super) fn add(&mut self, parent: usize, role: &'static str) -> usize {
        let added = self.elements.len();
        self.elements.push(Element { role, parent, ..Element::default() });
        self.elements[parent].kids.push(Kid::Element(added));
        added
    }

    pub(super) fn attribute(
        &mut self,
        element: usize,
        owner: &'static str,
        key: &'static str,
        value: &'static str,
    ) {
        self.elements[element].attributes.push((owner, key, value));
    }

    /// The slot at the end of an element: the one there, or a new one after another kid.
    pub(super) fn slot(&mut self, element: usize) -> usize {
        if let Some(Kid::Slot(slot)) = self.elements[element].kids.last() {
            return *slot;
        }
        let slot = self.slots.len();
        self.slots.push(element);
        self.elements[element].kids.push(Kid::Slot(slot));
        slot
    }

    pub(super) fn annotation(&mut self, element: usize, target: Target, contents: String) -> usize {
        let added = self.annotations.len();
        self.annotations.push(Annotation { element, target, contents });
        self.elements[element].kids.push(Kid::Annotation(added));
        added
    }

    pub(super) fn role(&self, slot: usize) -> &'static str {
        self.elements[self.slots[slot]].role
    }
}
