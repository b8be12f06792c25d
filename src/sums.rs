//! Lists of sums: the SHA-256 of each file with its path, a line each, as `sha256sum` writes them and checks them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::fingerprint::Fingerprint;

/// What such a list is called, and where that of a whole site stands: beside everything that it names.
pub const SUMS: &str = "SHA256SUMS";

/// The sums of files by their paths.
pub type Sums = BTreeMap<String, Fingerprint>;

/// A list of sums. No path has a line break or a backslash, which `sha256sum` would write otherwise.
pub fn write<'p>(files: impl IntoIterator<Item = (&'p str, Fingerprint)>) -> String {
    files.into_iter().fold(String::new(), |mut list, (path, fingerprint)| {
        let _ = writeln!(list, "{}  {path}", fingerprint.hex());
        list
    })
}

/// Reads a list of sums; the number of the first line that is none, or names a file again.
pub fn read(list: &str) -> Result<Sums, usize> {
    let sum = |(index, line): (usize, &str)| {
        // A star says that the file was read as bytes, which is the same here.
        let read = line.split_at_checked(64).and_then(|(hex, rest)| {
            let path = rest.strip_prefix("  ").or_else(|| rest.strip_prefix(" *"))?;
            // As `find` names the files of a folder.
            let path = path.strip_prefix("./").unwrap_or(path);
            Some((path.to_owned(), Fingerprint::from_hex(hex)?))
        });
        read.filter(|(path, _)| !path.is_empty()).ok_or(index + 1)
    };
    let mut sums = Sums::new();
    for (index, line) in list.lines().enumerate() {
        let (path, fingerprint) = sum((index, line))?;
        // Of a file that stands twice nobody knows what it holds.
        if sums.insert(path, fingerprint).is_some() {
            return Err(index + 1);
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_it_was_written() {
        let one = Fingerprint::of_bytes(b"1");
        let list = write([("a/b c.html", one), ("中.pdf", Fingerprint::of_bytes(b""))]);
        assert!(list.starts_with("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a/b c.html\n"));
        let sums = read(&list).unwrap_or_default();
        assert_eq!(sums.get("a/b c.html"), Some(&one));
        assert_eq!(write(sums.iter().map(|(path, sum)| (path.as_str(), *sum))), list);
    }

    #[test]
    fn a_line_that_is_no_sum_is_named() {
        let twice = format!("{}  a", "1".repeat(64));
        for line in
            ["", "x", &twice, &"0".repeat(64), &format!("{}  ", "0".repeat(64)), &format!("{}é", "0".repeat(63))]
        {
            let list = format!("{}  a\n{line}\n", "0".repeat(64));
            assert_eq!(read(&list).err(), Some(2), "{line}");
        }
    }
}
