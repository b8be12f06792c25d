//! The `mingbai` program.

use std::ffi::OsString;
use std::process::ExitCode;

/// Many small strings are made and dropped on many threads; this allocator takes a quarter off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    #[cfg(unix)]
    if arguments.iter().any(|argument| argument == "serve") {
        keep_memory(&arguments);
    }
    mingbai::commands::run(&arguments).into()
}

/// Begins again as a program that keeps the memory of one build for the next. A preview builds again and again, and memory
/// that was given back takes up to a third of a build to come by anew; the allocator is told so by its environment alone.
/// Where that cannot be, this program goes on.
#[cfg(unix)]
fn keep_memory(arguments: &[OsString]) {
    use std::os::unix::process::CommandExt as _;

    const DELAY: &str = "MIMALLOC_PURGE_DELAY";
    if std::env::var_os(DELAY).is_none()
        && let (Ok(program), [name, rest @ ..]) = (std::env::current_exe(), arguments)
        // What loads it may stand for the program.
        && program.file_name().is_some_and(|name| name == env!("CARGO_BIN_NAME"))
    {
        let _ = std::process::Command::new(program).arg0(name).args(rest).env(DELAY, "-1").exec();
    }
}
