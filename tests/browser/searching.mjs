// Searching as readers do: in the box on every page and on the search page, by mouse, keyboard and input method.
export async function readers() {}
