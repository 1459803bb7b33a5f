#include "trust/c2pa/ingredient_trailer.h"

#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/cbor.h"
#include "trust/c2pa/container.h"

namespace hibari::trust {
namespace {

// A user type of our own, drawn once.
constexpr std::string_view kUserType{
    "\x5b\x0c\x2e\x91\x77\x3a\x4d\x06\x9e\x15\xc8\x42\xf3\x60\xab\x1d", 16
};
constexpr std::size_t kHeadBytes = 8 + 16;
// The size again, so that the box is found from the end.
constexpr std::size_t kTailBytes = 4;
constexpr std::uint64_t kTrailerBytesMax = kStoreBytesMax + (1U << 20U);

std::optional<Ingredient> parse(std::string_view bytes) {
    const auto cbor = read_cbor(bytes);
    const CborValue* statuses = cbor ? cbor->find("statuses") : nullptr;
    if (statuses == nullptr || !statuses->is_array() || !cbor->bytes("store")) {
        return std::nullopt;
    }
    Ingredient ingredient;
    ingredient.title = std::string(cbor->text("title").value_or(""));
    ingredient.media_type = std::string(cbor->text("type").value_or(""));
    ingredient.store = std::string(*cbor->bytes("store"));
    for (const CborValue& one : statuses->children) {
        const auto kind = one.unsigned_number("kind");
        if (!kind || *kind > static_cast<std::uint64_t>(ValidationStatus::Kind::kFailure)) {
            return std::nullopt;
        }
        ingredient.statuses.push_back(
            {.kind = static_cast<ValidationStatus::Kind>(*kind),
             .code = std::string(one.text("code").value_or("")),
             .url = std::string(one.text("url").value_or("")),
             .explanation = {}}
        );
    }
    return ingredient;
}

}  // namespace

std::string write_trailer(const Ingredient& ingredient) {
    if (ingredient.store.empty()) {
        return {};
    }
    CborWriter cbor;
    cbor.map(4).text("title").text(ingredient.title).text("type").text(ingredient.media_type);
    cbor.text("store").bytes(ingredient.store);
    cbor.text("statuses").array(ingredient.statuses.size());
    for (const ValidationStatus& one : ingredient.statuses) {
        cbor.map(3).text("kind").number(static_cast<std::int64_t>(one.kind));
        cbor.text("code").text(one.code).text("url").text(one.url);
    }
    const std::size_t size = kHeadBytes + cbor.written().size() + kTailBytes;
    std::string box;
    put_big_endian(box, size, 4);
    box += "uuid";
    box += kUserType;
    box += cbor.written();
    put_big_endian(box, size, 4);
    return box;
}

Result<std::optional<Ingredient>> read_trailer(ByteSource& source) {
    const std::uint64_t end = source.size();
    if (end < kHeadBytes + kTailBytes) {
        return std::optional<Ingredient>();
    }
    const std::string tail = HIBARI_TRY(source.piece(end - kTailBytes, kTailBytes));
    const std::uint64_t size = big_endian(tail, 0, kTailBytes);
    if (size < kHeadBytes + kTailBytes || size > end || size > kTrailerBytesMax) {
        return std::optional<Ingredient>();
    }
    const std::string box = HIBARI_TRY(source.piece(end - size, static_cast<std::size_t>(size)));
    if (big_endian(box, 0, 4) != size || box.compare(4, 4, "uuid") != 0 ||
        box.compare(8, kUserType.size(), kUserType) != 0) {
        return std::optional<Ingredient>();
    }
    return parse(std::string_view(box).substr(
        kHeadBytes, static_cast<std::size_t>(size) - kHeadBytes - kTailBytes
    ));
}

}  // namespace hibari::trust
