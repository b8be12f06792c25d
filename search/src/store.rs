//! The texts of one disclosure, as they are shown among the results.

use crate::document::Document;

/// Packs a disclosure's texts.
pub fn pack(document: &Document) -> Vec<u8> {
    // Plain data is always written.
    lz4_flex::compress_prepend_size(&postcard::to_stdvec(document).unwrap_or_default())
}

/// The most bytes that a disclosure's texts have; what claims to have more was not packed here.
const MOST: usize = 1 << 26;

/// Unpacks them; nothing where the bytes are not whole.
pub fn unpack(packed: &[u8]) -> Option<Document> {
    let (size, _) = lz4_flex::block::uncompressed_size(packed).ok()?;
    if size > MOST {
        return None;
    }
    postcard::from_bytes(&lz4_flex::decompress_size_prepended(packed).ok()?).ok()
}
