//! The texts of one disclosure, as they are shown among the results.

use crate::document::Document;

/// Packs a disclosure's texts.
pub fn pack(document: &Document) -> Vec<u8> {
    // Plain data is always written.
    lz4_flex::compress_prepend_size(&postcard::to_stdvec(document).unwrap_or_default())
}

/// The most bytes that a disclosure's texts have; what claims to have more was not packed here.
const MOST: usize = 1 << 26;

/// Unpacks them; nothing where the bytes are not whole, or have more passages than that.
pub fn unpack(packed: &[u8], passages: u32) -> Option<Document> {
    let (size, _) = lz4_flex::block::uncompressed_size(packed).ok()?;
    if size > MOST {
        return None;
    }
    let bytes = lz4_flex::decompress_size_prepended(packed).ok()?;
    // Passages take more memory than bytes: how many there are is looked at before they are made.
    let (_, rest) = postcard::take_from_bytes::<&str>(&bytes).ok()?;
    let (count, _) = postcard::take_from_bytes::<u64>(rest).ok()?;
    if count == u64::from(passages) { postcard::from_bytes(&bytes).ok() } else { None }
}
