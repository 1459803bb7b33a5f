#pragma once

// Where a manifest store lies in a file, for the three kinds of files that we sign. A container
// reads the store that is there and says how the file looks with another one; nothing is copied
// before that is clear.

#include "trust/c2pa/byte_source.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// The kinds of files that can be signed and read.
enum class MediaFormat { kMp4, kJpeg, kWebp };

/// "video/mp4", "image/jpeg", "image/webp".
std::string_view media_type(MediaFormat format);

/// By its first bytes. Fails with kUnsupported when it is none of the three.
Result<MediaFormat> detect_format(ByteSource& source);

/// A manifest store that is larger than this is refused.
inline constexpr std::uint64_t kStoreBytesMax = 8U << 20U;

struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// A part of the file that is to be written.
struct FilePart {
    enum class Kind { kCopied, kWritten, kManifest };

    Kind kind = Kind::kCopied;
    /// kCopied: where it lies in the source.
    ByteRange source;
    /// kWritten: the bytes.
    std::string bytes;
    /// Whether the hard binding covers it. Never the manifest itself.
    bool is_hashed = true;
    /// MP4: a top-level box begins here; its place in the new file is part of the digest.
    bool is_box = false;

    std::uint64_t size() const { return kind == Kind::kCopied ? source.size : bytes.size(); }
};

class Container {
  public:
    /// Reads the outline of a file. `source` must outlive the container. Fails with kDataLoss when
    /// the file is damaged, with kUnsupported when it is of a sort that we do not know to change.
    static Result<std::unique_ptr<Container>> open(MediaFormat format, ByteSource& source);

    virtual ~Container() = default;

    /// The manifest store that is in the file; empty when none is. Fails when there are two.
    virtual Result<std::string> store() = 0;

    /// Where that store lies, with what the format puts around it; an empty range when none is.
    virtual ByteRange store_range() const = 0;

    /// A store with what the format puts around it. The size depends on that of the store alone.
    virtual std::string wrap(std::string_view store) const = 0;

    /// The file with a wrapped store of that many bytes in it, without the old one. Exactly one
    /// part is the manifest; its bytes are not filled in.
    virtual Result<std::vector<FilePart>> arrange(std::uint64_t wrapped_bytes) = 0;
};

}  // namespace hibari::trust
