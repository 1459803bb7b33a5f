#pragma once

// Files of learned numbers, as the safetensors format keeps them: eight bytes that say how long the
// header is, a header in JSON that names each tensor with its type, shape and place, and then the
// numbers, one tensor after the other. A file is mapped into memory and never copied; whoever reads
// a tensor reads the file. Everything the header says is checked before anything of it is believed,
// because files come from anywhere.
//
// What is promised about a file that somebody changes while it is mapped: nothing can be. A file
// that shrinks takes the pages behind its new end away, and touching one of those ends the process
// (SIGBUS); one that is overwritten shows its new numbers. So replace a file by renaming another
// over it (base/files.h), which leaves the mapped one as it was, and ask unchanged() after the last
// read to learn whether somebody did otherwise in the meantime.

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::weights {

/// The types of numbers that are read; others of the format are refused by name.
enum class ElementType { kF32, kF16, kBf16, kI8, kU8, kI32, kI64 };

/// As the format writes it: "F32".
std::string_view to_string(ElementType type);

std::size_t size_bytes(ElementType type);

/// Extents, outermost first; rows of the last one lie together. Empty for a single number.
using Shape = std::vector<std::int64_t>;

/// "[1152, 384]".
std::string to_string(const Shape& shape);

/// How many numbers that is; absent when the product does not fit 63 bits or an extent is negative.
std::optional<std::int64_t> element_count(const Shape& shape);

/// What the header says of one tensor, checked against the size of the file.
struct TensorEntry {
    std::string name;
    ElementType type = ElementType::kF32;
    Shape shape;
    /// Of the first byte, from the beginning of the file; a multiple of the element's size.
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

struct SafetensorsHeader {
    /// By place in the file.
    std::vector<TensorEntry> tensors;
    /// The texts under `__metadata__`, in their order.
    std::vector<std::pair<std::string, std::string>> metadata;
};

inline constexpr std::size_t kHeaderBytesMax = 1U << 20U;
inline constexpr std::size_t kDimensionsMax = 8;
inline constexpr std::size_t kTensorNameBytesMax = 512;

/// Reads and checks a header. `head` holds the beginning of a file of `file_bytes` bytes, at least
/// as far as its header reaches (the whole file is fine). What comes back is consistent: every
/// tensor lies within the file behind the header, is aligned, has the size its shape asks for, and
/// together they cover the rest of the file without an overlap or a hole. The names of tensors are
/// unique. Errors are sentences without the file's name.
Result<SafetensorsHeader> parse_safetensors_header(
    std::span<const std::byte> head, std::uint64_t file_bytes
);

/// The numbers of one tensor where they lie in the mapped file. Valid as long as that is mapped.
struct TensorView {
    ElementType type = ElementType::kF32;
    const Shape* shape = nullptr;
    std::span<const std::byte> bytes;
};

/// A mapped file. Copies share the mapping, which lasts as long as one of them.
class SafetensorsFile {
  public:
    /// Maps the file and checks its header. Errors name the file.
    static Result<SafetensorsFile> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const;
    const SafetensorsHeader& header() const;

    /// The tensor of that index in header().tensors.
    TensorView tensor(std::size_t index) const;

    /// Whether the file on disk still has the size and the time of change that it had when it was
    /// opened; `data_loss` when not. See the head of this file.
    Result<void> unchanged() const;

  private:
    struct Mapping;

    explicit SafetensorsFile(std::shared_ptr<const Mapping> mapping);

    // Shared, because tensors of a running model point into it and end at different times.
    std::shared_ptr<const Mapping> mapping_;
};

}  // namespace hibari::weights
