//! New files of a site: a whole site to begin with, a department, a year.

mod edit;
mod place;
mod wording;
pub mod year;

pub use place::write;
pub use wording::Turn;
