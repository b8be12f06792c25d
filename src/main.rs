//! The `mingbai` program.

use std::process::ExitCode;

/// Many small strings are made and dropped on many threads; this allocator takes a quarter off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mingbai::commands::run(&std::env::args_os().collect::<Vec<_>>()).into()
}
