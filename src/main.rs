//! The `mingbai` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    mingbai::commands::run(std::env::args_os().collect()).into()
}
