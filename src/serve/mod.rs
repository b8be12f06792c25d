//! A preview of the site: served to this computer alone, and shown anew whenever it is built anew.
//!
//! A [`Server`] answers on loopback from the folder that builds publish into. [`Watcher`] says when a source has changed,
//! so that whoever builds can build again, and put on the [`Board`] what open pages are to know: that there is
//! something new, or what keeps it from being built. Until then the last good site stays up. Nothing of a preview is
//! published: what its pages have in addition is put into them on their way out.

mod board;
mod file;
mod guard;
mod place;
mod server;
mod site;
mod watch;

pub use board::Board;
pub use place::folder;
pub use server::{Address, Places, Server, Texts, listen};
pub use watch::{Changes, Watcher};
