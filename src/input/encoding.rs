//! Bytes to text: UTF-8, UTF-16, CP932 and the other encodings that Japanese files come in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding where it is one that the reader should be told of, because it was guessed and is not
    /// among the usual ones.
    pub unusual: Option<&'static str>,
}

/// Decodes a file: byte order mark, then UTF-16 by its zero bytes, then strict UTF-8, then a guess among the rest.
/// `None` where some of it is no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if bytes.contains(&0) {
        return strict(utf_16(bytes)?, bytes);
    }
    if bytes.windows(2).any(|pair| pair == b"\x1b$") {
        return strict(ISO_2022_JP, bytes);
    }
    strict(UTF_8, bytes)
        .or_else(|| strict(guess(bytes), bytes))
        .or_else(|| strict(SHIFT_JIS, bytes))
        .or_else(|| strict(EUC_JP, bytes))
}

/// Which UTF-16 it is, by the side on which the zero bytes of plain letters, separators and line ends stand.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut high_first, mut low_first) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        high_first += usize::from(pair[0] == 0 && pair[1] != 0);
        low_first += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let even = bytes.len().is_multiple_of(2) && high_first != low_first;
    even.then_some(if high_first > low_first {
        UTF_16BE
    } else {
        UTF_16LE
    })
}

/// The likely encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"jp"), Utf8Detection::Deny)
}

/// The text, if every byte has a meaning in this encoding.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // A zero byte that survives is the mark of a file that is no text at all.
    let usual = [UTF_8, UTF_16LE, UTF_16BE, SHIFT_JIS].contains(&encoding);
    (!text.contains('\0')).then(|| Decoded {
        text: text.into_owned(),
        unusual: (!usual).then(|| encoding.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_files_come_out_right() {
        let text = "id,氏名,所属,第1希望\r\nP1,髙橋 ①,空き家活用株式会社,公園のにぎわい\r\n";
        let utf_16 = |swap: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if swap {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let plain = text.replace('髙', "高").replace('①', "1");
        let cases = [
            (text.as_bytes().to_vec(), text),
            (marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()), text),
            (SHIFT_JIS.encode(text).0.into_owned(), text),
            (EUC_JP.encode(text).0.into_owned(), text),
            (ISO_2022_JP.encode(&plain).0.into_owned(), plain.as_str()),
            (utf_16(false), text),
            (utf_16(true), text),
            (marked(b"\xff\xfe", utf_16(false)), text),
            (marked(b"\xfe\xff", utf_16(true)), text),
        ];
        for (number, (bytes, expected)) in cases.into_iter().enumerate() {
            let decoded = decode(&bytes).map(|decoded| decoded.text);
            assert_eq!(decoded.as_deref(), Some(expected), "case {number}");
        }
    }

    #[test]
    fn a_picture_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0"), None);
        assert_eq!(decode(b"a\0\0\0"), None);
        assert_eq!(decode(b"\xff\xfe\x00\xd8"), None);
    }
}
