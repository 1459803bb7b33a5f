#include "weights/safetensors.h"

#include "base/check.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "base/json_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tuple>

static_assert(std::endian::native == std::endian::little, "the format's numbers are little-endian");

namespace hibari::weights {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLengthBytes = 8;
constexpr std::string_view kMetadata = "__metadata__";

constexpr std::array<std::string_view, 7> kTypeNames = {
    "F32", "F16", "BF16", "I8", "U8", "I32", "I64"
};

Error damage(std::string message) {
    return {.code = ErrorCode::kDataLoss, .message = std::move(message)};
}

Result<Shape> read_shape(const JsonReader& tensor) {
    Shape shape;
    for (const JsonReader& extent :
         HIBARI_TRY(tensor.array("shape", {.size_max = kDimensionsMax}))) {
        shape.push_back(HIBARI_TRY(extent.as_integer({.min = 0})));
    }
    return shape;
}

/// Where a tensor begins and ends, from the end of the header.
struct Extent {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

Result<Extent> read_extent(const JsonReader& tensor) {
    const std::vector<JsonReader> places =
        HIBARI_TRY(tensor.array("data_offsets", {.size_min = 2, .size_max = 2}));
    const std::int64_t begin = HIBARI_TRY(places[0].as_integer({.min = 0}));
    const std::int64_t end = HIBARI_TRY(places[1].as_integer({.min = begin}));
    return Extent{begin, end};
}

Result<TensorEntry> read_tensor(const JsonReader& reader, std::uint64_t data_begin) {
    TensorEntry entry;
    HIBARI_TRY(reader.allow({"dtype", "shape", "data_offsets"}));
    entry.type = static_cast<ElementType>(HIBARI_TRY(reader.choice("dtype", kTypeNames)));
    entry.shape = HIBARI_TRY(read_shape(reader));
    const Extent extent = HIBARI_TRY(read_extent(reader));
    const std::optional<std::int64_t> count = element_count(entry.shape);
    const auto element_bytes = static_cast<std::int64_t>(size_bytes(entry.type));
    if (!count || *count > std::numeric_limits<std::int64_t>::max() / element_bytes) {
        return fail(reader.error("has a shape whose size does not fit 63 bits"));
    }
    if (*count * element_bytes != extent.end - extent.begin) {
        return fail(reader.error(
            "has " + std::to_string(extent.end - extent.begin) + " bytes where " +
            std::string(to_string(entry.type)) + " " + to_string(entry.shape) + " takes " +
            std::to_string(*count * element_bytes)
        ));
    }
    entry.offset = data_begin + static_cast<std::uint64_t>(extent.begin);
    entry.bytes = static_cast<std::uint64_t>(extent.end - extent.begin);
    if (entry.offset % static_cast<std::uint64_t>(element_bytes) != 0) {
        return fail(reader.error("does not begin at a multiple of its element's size"));
    }
    return entry;
}

Result<void> read_metadata(const JsonReader& reader, SafetensorsHeader& header) {
    const JsonReader object = HIBARI_TRY(reader.as_object());
    for (const JsonMember& member : object.json().members()) {
        header.metadata.emplace_back(
            member.key, HIBARI_TRY(object.string(member.key, {.size_max = kHeaderBytesMax}))
        );
    }
    return {};
}

/// The format allows neither an overlap nor a hole: what no tensor names could hide anything.
Result<void> check_cover(
    std::span<const TensorEntry> sorted, std::uint64_t data_begin, std::uint64_t file_bytes
) {
    std::uint64_t end = data_begin;
    for (const TensorEntry& entry : sorted) {
        if (entry.offset != end) {
            return fail(damage(
                "the tensor '" + entry.name + "' " +
                (entry.offset < end ? "overlaps the one before it"
                                    : "leaves a hole behind the one before it")
            ));
        }
        // Both are below 2^63: no overflow.
        end = entry.offset + entry.bytes;
        if (end > file_bytes) {
            return fail(damage(
                "the file is cut off: the tensor '" + entry.name + "' ends at byte " +
                std::to_string(end) + " of " + std::to_string(file_bytes)
            ));
        }
    }
    if (end != file_bytes) {
        return fail(damage(
            std::to_string(file_bytes - end) + " bytes at the end of the file belong to no tensor"
        ));
    }
    return {};
}

Result<std::string_view> header_text(std::span<const std::byte> head, std::uint64_t file_bytes) {
    if (head.size() < kLengthBytes || file_bytes < kLengthBytes) {
        return fail(damage("the file is too short to be a safetensors file"));
    }
    std::uint64_t length = 0;
    std::memcpy(&length, head.data(), kLengthBytes);
    if (length > kHeaderBytesMax) {
        return fail(damage(
            "the header claims " + std::to_string(length) + " bytes, more than the " +
            std::to_string(kHeaderBytesMax) + " that are read: this is no safetensors file"
        ));
    }
    if (length > file_bytes - kLengthBytes || length > head.size() - kLengthBytes) {
        return fail(damage(
            "the file is cut off: its header has " + std::to_string(length) + " bytes, the file " +
            std::to_string(file_bytes)
        ));
    }
    const std::string_view text(
        reinterpret_cast<const char*>(head.data()) + kLengthBytes, static_cast<std::size_t>(length)
    );
    if (!text.starts_with('{')) {
        return fail(damage("the header is no JSON object: this is no safetensors file"));
    }
    return text;
}

/// A header that is wrong is a damaged file, whatever the JSON reader calls it.
Error as_damage(Error error) {
    error.code = ErrorCode::kDataLoss;
    error.message = "the header is wrong: " + to_string(error);
    error.field.clear();
    error.hint.clear();
    return error;
}

Result<SafetensorsHeader> read_header(const Json& json, std::uint64_t data_begin) {
    SafetensorsHeader header;
    const JsonReader reader(json);
    for (const JsonMember& member : json.members()) {
        if (member.key == kMetadata) {
            HIBARI_TRY(read_metadata(JsonReader(member.value, member.key), header));
            continue;
        }
        if (member.key.empty() || member.key.size() > kTensorNameBytesMax) {
            return fail(reader.error(
                "a tensor's name has " + std::to_string(member.key.size()) + " bytes, not 1 to " +
                std::to_string(kTensorNameBytesMax)
            ));
        }
        TensorEntry entry =
            HIBARI_TRY(read_tensor(JsonReader(member.value, member.key), data_begin));
        entry.name = member.key;
        header.tensors.push_back(std::move(entry));
    }
    return header;
}

}  // namespace

std::string_view to_string(ElementType type) {
    return kTypeNames.at(static_cast<std::size_t>(type));
}

std::size_t size_bytes(ElementType type) {
    switch (type) {
        case ElementType::kI8:
        case ElementType::kU8:
            return 1;
        case ElementType::kF16:
        case ElementType::kBf16:
            return 2;
        case ElementType::kF32:
        case ElementType::kI32:
            return 4;
        case ElementType::kI64:
            return 8;
    }
    HIBARI_CHECK(false, type);
    return 0;
}

std::string to_string(const Shape& shape) {
    std::string text = "[";
    for (const std::int64_t extent : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
    }
    return text + "]";
}

std::optional<std::int64_t> element_count(const Shape& shape) {
    std::int64_t count = 1;
    for (const std::int64_t extent : shape) {
        if (extent < 0 || __builtin_mul_overflow(count, extent, &count)) {
            return std::nullopt;
        }
    }
    return count;
}

Result<SafetensorsHeader> parse_safetensors_header(
    std::span<const std::byte> head, std::uint64_t file_bytes
) {
    const std::string_view text = HIBARI_TRY(header_text(head, file_bytes));
    const JsonLimits limits = {
        .size_bytes_max = kHeaderBytesMax,
        .depth_max = 4,
        .repeated_keys = RepeatedKeys::kRefuse,
    };
    const Result<Json> json = parse_json(text, limits);
    if (!json) {
        return fail(as_damage(json.error()));
    }
    const std::uint64_t data_begin = kLengthBytes + text.size();
    Result<SafetensorsHeader> header = read_header(*json, data_begin);
    if (!header) {
        return fail(as_damage(header.error()));
    }
    // Empty tensors go before the one that begins at the same place.
    std::ranges::sort(header->tensors, {}, [](const TensorEntry& entry) {
        return std::tuple(entry.offset, entry.bytes, std::string_view(entry.name));
    });
    HIBARI_TRY(check_cover(header->tensors, data_begin, file_bytes));
    return header;
}

struct SafetensorsFile::Mapping {
    fs::path path;
    FileDescriptor descriptor;
    struct stat opened = {};
    const std::byte* data = nullptr;
    std::size_t size = 0;
    SafetensorsHeader header;

    Mapping() = default;
    Mapping& operator=(const Mapping&) = delete;

    ~Mapping() {
        if (data != nullptr) {
            // munmap takes what mmap gave, which was never const.
            ::munmap(const_cast<std::byte*>(data), size);  // NOLINT
        }
    }
};

SafetensorsFile::SafetensorsFile(std::shared_ptr<const Mapping> mapping)
    : mapping_(std::move(mapping)) {}

Result<SafetensorsFile> SafetensorsFile::open(const fs::path& path) {
    auto mapping = std::make_shared<Mapping>();
    mapping->path = path;
    mapping->descriptor = FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!mapping->descriptor || ::fstat(mapping->descriptor.number(), &mapping->opened) != 0) {
        return fail(file_error("cannot read", path, errno));
    }
    const auto wrong = [&](std::string what) {
        Error error = damage(path.string() + ": " + std::move(what));
        error.hint = "fetch or export the file again";
        return error;
    };
    if (!S_ISREG(mapping->opened.st_mode)) {
        return fail(wrong("this is no regular file"));
    }
    if (mapping->opened.st_size < static_cast<off_t>(kLengthBytes)) {
        return fail(wrong("the file is too short to be a safetensors file"));
    }
    mapping->size = static_cast<std::size_t>(mapping->opened.st_size);
    void* const data =
        ::mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, mapping->descriptor.number(), 0);
    if (data == MAP_FAILED) {
        return fail(file_error("cannot map", path, errno));
    }
    mapping->data = static_cast<const std::byte*>(data);
    Result<SafetensorsHeader> header =
        parse_safetensors_header({mapping->data, mapping->size}, mapping->size);
    if (!header) {
        return fail(wrong(std::move(header.error().message)));
    }
    mapping->header = std::move(*header);
    return SafetensorsFile(std::move(mapping));
}

const fs::path& SafetensorsFile::path() const {
    return mapping_->path;
}

const SafetensorsHeader& SafetensorsFile::header() const {
    return mapping_->header;
}

TensorView SafetensorsFile::tensor(std::size_t index) const {
    HIBARI_CHECK(index < mapping_->header.tensors.size(), index);
    const TensorEntry& entry = mapping_->header.tensors[index];
    HIBARI_CHECK(entry.offset <= mapping_->size && entry.bytes <= mapping_->size - entry.offset);
    return {
        entry.type,
        &entry.shape,
        {mapping_->data + entry.offset, static_cast<std::size_t>(entry.bytes)},
    };
}

Result<void> SafetensorsFile::unchanged() const {
    struct stat now = {};
    if (::fstat(mapping_->descriptor.number(), &now) != 0) {
        return fail(file_error("cannot read", mapping_->path, errno));
    }
    const struct stat& then = mapping_->opened;
    if (now.st_size != then.st_size || now.st_mtim.tv_sec != then.st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != then.st_mtim.tv_nsec) {
        return fail(damage(mapping_->path.string() + ": the file was changed while it was read"));
    }
    return {};
}

}  // namespace hibari::weights
