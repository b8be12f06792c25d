//! New files of a site: a whole site to begin with, a department, a year.

mod edit;
mod place;
pub mod scaffold;
mod source;
mod wording;
mod year;

pub use place::write;
pub use source::{Wanted, source};
pub use wording::Turn;
pub use year::{Carry, Words, quoted};
