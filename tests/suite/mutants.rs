//! What the check rules find of one thing changed in the showcase: a fixed sample of the mutants that `examples/mutants.rs`
//! tries in full, see `docs/checks.md`.

#[path = "../mutants/mod.rs"]
#[allow(dead_code, reason = "the example needs more of it")]
mod mutation;

use mutation::kind::Kind;
use mutation::trial::Clean;

use crate::harness::repository;

/// The least share of each kind that is found, in percent: of all that rounding does not explain, and, where it is said which
/// places the rules look at, of those.
const LEAST: [(Kind, f64, f64); 18] = [
    (Kind::Summary, 90.0, 99.0),
    (Kind::Comparison, 99.0, 99.0),
    (Kind::StatementRow, 99.0, 99.0),
    (Kind::StatementFile, 99.0, 99.0),
    (Kind::ProseAmount, 60.0, 97.0),
    (Kind::ProsePercent, 70.0, 85.0),
    (Kind::UnitInProse, 60.0, 97.0),
    (Kind::UnitOfStatement, 99.0, 0.0),
    (Kind::UnitOfFile, 99.0, 0.0),
    (Kind::Sign, 99.0, 99.0),
    (Kind::DirectionInProse, 20.0, 90.0),
    (Kind::YearOfTitle, 99.0, 0.0),
    (Kind::DateOfAssets, 99.0, 0.0),
    (Kind::NameOfInstitution, 99.0, 0.0),
    (Kind::DoubledMark, 99.0, 0.0),
    (Kind::Placeholder, 99.0, 0.0),
    (Kind::Residue, 99.0, 0.0),
    (Kind::NoReason, 99.0, 0.0),
];

#[test]
fn what_is_changed_in_the_showcase_is_found() {
    let clean = Clean::read(&repository()).expect("the showcase is clean");
    let (open, explained) = clean.findings();
    assert_eq!((open, explained.len()), (Vec::new(), 3), "the showcase has no findings but the three explained ones");
    let report = mutation::run(&clean, mutation::SEED, 500, |number| number % 12 == 5);
    for (kind, least, of_visible) in LEAST {
        let row = report.of(kind);
        assert!(row.made > 0, "{} is tried", kind.name());
        let shares = (row.share(), row.visible_share());
        assert!(shares.0 >= least && shares.1 >= of_visible, "{}: {shares:?} of {row:?}", kind.name());
    }
    let figures = report.figures();
    assert!(figures.visible_share() >= 98.0, "{figures:?}");
}
