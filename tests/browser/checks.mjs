// Counts what holds, and tells what does not.

/// A check takes its name and the problems that were found; the report ends the run.
export function checks(about) {
  const failures = [];
  let passed = 0;
  const check = (name, problems) => {
    if (problems.length === 0) passed += 1;
    else failures.push(`${name}\n    ${problems.join("\n    ")}`);
  };
  const report = () => {
    for (const failure of failures) console.log(`FAILED ${failure}`);
    console.log(`${about}: ${passed} passed, ${failures.length} failed`);
    process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
  };
  return { check, report };
}

/// How Chromium is started.
export const options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};
