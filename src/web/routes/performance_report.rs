//! The reports on the performance of a contract: written, read, issued, and read by everyone.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::{Anyone, May};
use crate::web::pages::performance_report as report;

pub(super) fn routes(routes: Routes) -> Routes {
    everyone(issued(review(monitoring(routes))))
}

fn monitoring(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WritePerformance);
    routes
        .get("/contracts/{reference}/performance/reports", read, report::list)
        .get("/contracts/{reference}/performance/reports/monitoring/{number}", read, report::show)
        .get("/contracts/{reference}/performance/reports/monitoring/{number}/public", read, report::public)
        .get("/contracts/{reference}/performance/reports/monitoring/{number}/pdf", read, report::pdf)
        .get("/contracts/{reference}/performance/reports/monitoring/{number}/word", read, report::word)
        .get("/contracts/{reference}/performance/reports/monitoring/{number}/write", write, report::writing)
        .post("/contracts/{reference}/performance/reports/monitoring/{number}/write", write, report::write)
        .post("/contracts/{reference}/performance/reports/monitoring/{number}/issue", write, report::issue)
}

fn review(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WritePerformance);
    routes
        .get("/contracts/{reference}/performance/reports/review", read, report::show)
        .get("/contracts/{reference}/performance/reports/review/public", read, report::public)
        .get("/contracts/{reference}/performance/reports/review/pdf", read, report::pdf)
        .get("/contracts/{reference}/performance/reports/review/word", read, report::word)
        .get("/contracts/{reference}/performance/reports/review/write", write, report::writing)
        .post("/contracts/{reference}/performance/reports/review/write", write, report::write)
        .post("/contracts/{reference}/performance/reports/review/issue", write, report::issue)
}

fn issued(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    routes
        .get("/contracts/{reference}/performance/reports/issued/{number}", read, report::issued)
        .get("/contracts/{reference}/performance/reports/issued/{number}/pdf", read, report::issued_pdf)
        .get("/contracts/{reference}/performance/reports/issued/{number}/word", read, report::issued_word)
        .get("/contracts/{reference}/performance/reports/issued/{number}/public", read, report::issued_public)
        .get(
            "/contracts/{reference}/performance/reports/issued/{number}/public/pdf",
            read,
            report::issued_public_pdf,
        )
        .get(
            "/contracts/{reference}/performance/reports/issued/{number}/public/word",
            read,
            report::issued_public_word,
        )
}

fn everyone(routes: Routes) -> Routes {
    routes
        .get("/councils/{authority}/contracts/{reference}/performance/{number}", Anyone, report::open)
        .get("/councils/{authority}/contracts/{reference}/performance/{number}/pdf", Anyone, report::open_pdf)
        .get(
            "/councils/{authority}/contracts/{reference}/performance/{number}/word",
            Anyone,
            report::open_word,
        )
}
