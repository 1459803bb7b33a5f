#include "trust/c2pa/jumbf.h"

#include "base/check.h"
#include "base/text.h"
#include "trust/c2pa/big_endian.h"

#include <limits>

namespace hibari::trust {
namespace {

constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kLongHeaderBytes = 16;
constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kLabelBytesMax = 1024;
constexpr int kDepthMax = 8;
constexpr int kBoxesMax = 5'000;

// The rest of the UUIDs whose first four bytes are letters (ISO 19566-5, annex B).
constexpr std::string_view kUuidTail{"\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71", 12};

// Toggles of the description box (ISO 19566-5, annex A.3).
constexpr unsigned kRequestable = 0x01;
constexpr unsigned kHasLabel = 0x02;
constexpr unsigned kHasPrivate = 0x10;

class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    Result<JumbfBox> read_all() {
        const std::string_view all = bytes_;
        JumbfBox box = HIBARI_TRY(read(bytes_, 0));
        if (box.whole.size() != all.size()) {
            return refuse(all.substr(box.whole.size()), "something follows the box");
        }
        return box;
    }

  private:
    // `where` is a part of the input.
    tl::unexpected<Error> refuse(std::string_view where, std::string_view what) const {
        return fail(
            ErrorCode::kDataLoss,
            "JUMBF at byte " + std::to_string(where.data() - bytes_.data()) + ": " +
                std::string(what)
        );
    }

    // The box at the beginning of `bytes`.
    Result<JumbfBox> read(std::string_view bytes, int depth) {
        boxes_ += 1;
        if (boxes_ > kBoxesMax || depth > kDepthMax) {
            return refuse(bytes, depth > kDepthMax ? "nested too deeply" : "too many boxes");
        }
        if (bytes.size() < kHeaderBytes) {
            return refuse(bytes, "a box ends too early");
        }
        std::uint64_t size = big_endian(bytes, 0, 4);
        std::size_t header = kHeaderBytes;
        if (size == 1 && bytes.size() >= kLongHeaderBytes) {
            size = big_endian(bytes, 8, 8);
            header = kLongHeaderBytes;
        }
        if (size < header || size > bytes.size()) {
            return refuse(bytes, "a box has an impossible size");
        }
        JumbfBox box;
        box.type = bytes.substr(4, 4);
        box.whole = bytes.substr(0, size);
        box.payload = box.whole.substr(header);
        if (box.type == "jumb") {
            HIBARI_TRY(read_superbox(box, depth));
        }
        return box;
    }

    Result<void> read_superbox(JumbfBox& box, int depth) {
        const JumbfBox description = HIBARI_TRY(read(box.payload, depth + 1));
        HIBARI_TRY(read_description(description, box));
        std::string_view rest = box.payload.substr(description.whole.size());
        while (!rest.empty()) {
            auto child = read(rest, depth + 1);
            if (!child) {
                return fail(std::move(child.error()));
            }
            rest.remove_prefix(child->whole.size());
            box.children.push_back(std::move(*child));
        }
        return {};
    }

    Result<void> read_description(const JumbfBox& description, JumbfBox& box) {
        const std::string_view payload = description.payload;
        if (description.type != "jumd" || payload.size() <= kUuidBytes) {
            return refuse(description.whole, "a superbox has no description");
        }
        box.uuid = payload.substr(0, kUuidBytes);
        const unsigned toggles = static_cast<unsigned char>(payload[kUuidBytes]);
        if ((toggles & kHasLabel) == 0) {
            return {};
        }
        const std::string_view rest = payload.substr(kUuidBytes + 1);
        const std::size_t end = rest.find('\0');
        if (end == std::string_view::npos || end > kLabelBytesMax) {
            return refuse(description.whole, "a label does not end");
        }
        box.label = rest.substr(0, end);
        if (!is_valid_utf8(box.label)) {
            return refuse(description.whole, "a label is not UTF-8");
        }
        return {};
    }

    std::string_view bytes_;
    int boxes_ = 0;
};

}  // namespace

std::string write_box(BoxType type, std::string_view payload) {
    HIBARI_CHECK(type.size() == 4);
    HIBARI_CHECK(payload.size() < std::numeric_limits<std::uint32_t>::max() - kHeaderBytes);
    std::string box;
    box.reserve(kHeaderBytes + payload.size());
    put_big_endian(box, kHeaderBytes + payload.size(), 4);
    box += type;
    box += payload;
    return box;
}

std::string write_superbox(
    BoxType kind, std::string_view label, std::string_view content, std::string_view salt
) {
    HIBARI_CHECK(kind.size() == 4);
    std::string description(kind);
    description += kUuidTail;
    description.push_back(
        static_cast<char>(kRequestable | kHasLabel | (salt.empty() ? 0U : kHasPrivate))
    );
    description += label;
    description.push_back('\0');
    if (!salt.empty()) {
        description += write_box("c2sh", salt);
    }
    std::string payload = write_box("jumd", description);
    payload += content;
    return write_box("jumb", payload);
}

bool JumbfBox::is(BoxType kind) const {
    return type == "jumb" && uuid.substr(0, 4) == kind && uuid.substr(4) == kUuidTail;
}

const JumbfBox* JumbfBox::find(std::string_view wanted) const {
    for (const JumbfBox& child : children) {
        if (child.type == "jumb" && child.label == wanted) {
            return &child;
        }
    }
    return nullptr;
}

const JumbfBox* JumbfBox::find_kind(BoxType kind) const {
    for (const JumbfBox& child : children) {
        if (child.is(kind)) {
            return &child;
        }
    }
    return nullptr;
}

std::string_view JumbfBox::cbor() const {
    if (!is(kCborContent) && !is(kClaimBox) && !is(kSignatureBox)) {
        return {};
    }
    return children.size() == 1 && children[0].type == "cbor" ? children[0].payload
                                                              : std::string_view();
}

Result<JumbfBox> read_jumbf(std::string_view bytes) {
    return Reader(bytes).read_all();
}

}  // namespace hibari::trust
