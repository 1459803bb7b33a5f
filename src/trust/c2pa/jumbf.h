#pragma once

// JUMBF (ISO 19566-5): boxes in boxes, the folders and files of a C2PA manifest store. A superbox
// begins with a description (what it is and what it is called) and holds other boxes; a content box
// holds bytes. The reader copies nothing and has limits on depth, number and size.

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// A four-letter box type, e.g. "jumb", "cbor".
using BoxType = std::string_view;

/// What a superbox is (C2PA 2.1, section 11.1.4): the four letters that begin its UUID.
inline constexpr BoxType kStoreBox = "c2pa";
inline constexpr BoxType kManifestBox = "c2ma";
inline constexpr BoxType kUpdateManifestBox = "c2um";
inline constexpr BoxType kAssertionsBox = "c2as";
inline constexpr BoxType kClaimBox = "c2cl";
inline constexpr BoxType kSignatureBox = "c2cs";
inline constexpr BoxType kCborContent = "cbor";

/// Bytes of a superbox: description, then the boxes in it, which are encoded already. `kind` is one
/// of the above. A salt of 16 or 32 bytes goes into the description, so that the digest of a box
/// does not tell its content to whoever guesses; none when empty.
std::string write_superbox(
    BoxType kind, std::string_view label, std::string_view content, std::string_view salt = {}
);

/// Bytes of a content box.
std::string write_box(BoxType type, std::string_view payload);

/// A box that was read. Everything borrows from the input.
struct JumbfBox {
    /// "jumb" for superboxes.
    BoxType type;
    /// The whole box.
    std::string_view whole;
    /// Without its header; what a hashed URI covers (C2PA 2.1, section 8.3.1).
    std::string_view payload;

    /// Of superboxes: the UUID and the label of the description, and the boxes after it.
    std::string_view uuid;
    std::string_view label;
    std::vector<JumbfBox> children;

    /// Whether it is a superbox of that kind.
    bool is(BoxType kind) const;

    /// The first superbox with that label or of that kind, or null.
    const JumbfBox* find(std::string_view label) const;
    const JumbfBox* find_kind(BoxType kind) const;

    /// The payload of the only content box, of type cbor; empty when it is anything else.
    std::string_view cbor() const;
};

/// Reads one box that takes up all of `bytes`. Fails with kDataLoss and the position.
Result<JumbfBox> read_jumbf(std::string_view bytes);

}  // namespace hibari::trust
