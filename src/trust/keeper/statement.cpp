#include "trust/keeper/statement.h"

#include "base/base64.h"
#include "base/check.h"

#include <algorithm>

namespace hibari::trust {
namespace {

// How the header of a consent receipt begins, in base64url. Its length can be divided by three, so
// that what follows does not change its last digit.
constexpr std::string_view kReceiptHeader = R"({"alg":"EdDSA","typ":"consent-receipt+jws")";
static_assert(kReceiptHeader.size() % 3 == 0);

constexpr std::size_t kRootBytes = 32;
constexpr std::size_t kOriginBytesMax = 100;
constexpr std::size_t kSizeDigitsMax = 20;

bool is_base64url_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

bool is_receipt(std::string_view text) {
    const std::size_t dot = text.find('.');
    return dot != std::string_view::npos && text.starts_with(to_base64(kReceiptHeader)) &&
           std::ranges::all_of(text.substr(0, dot), is_base64url_digit) &&
           std::ranges::all_of(text.substr(dot + 1), is_base64url_digit);
}

/// The text up to the next line feed, which both are taken off; none when there is no line feed.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

bool is_checkpoint(std::string_view text) {
    const std::string_view origin = take_line(text);
    const std::string_view size = take_line(text);
    const std::string_view root = take_line(text);
    const auto root_bytes = from_base64(root);
    return text.empty() && !origin.empty() && origin.size() <= kOriginBytesMax &&
           std::ranges::all_of(origin, [](char c) { return c > ' ' && c < 127; }) &&
           !size.empty() && size.size() <= kSizeDigitsMax &&
           std::ranges::all_of(size, [](char c) { return c >= '0' && c <= '9'; }) && root_bytes &&
           root_bytes->size() == kRootBytes;
}

/// What the key is derived for. These words are part of the keys.
std::string_view purpose_of(Statement kind) {
    switch (kind) {
        case Statement::kReceipt:
            return "consent receipts";
        case Statement::kCheckpoint:
            return "audit checkpoints";
    }
    HIBARI_CHECK(false);
}

}  // namespace

std::string statement_key_name(Statement kind) {
    switch (kind) {
        case Statement::kReceipt:
            return "hibari.receipts";
        case Statement::kCheckpoint:
            return "hibari-audit";
    }
    HIBARI_CHECK(false);
}

bool is_statement(Statement kind, std::string_view text) {
    if (text.size() > kStatementBytesMax) {
        return false;
    }
    switch (kind) {
        case Statement::kReceipt:
            return is_receipt(text);
        case Statement::kCheckpoint:
            return is_checkpoint(text);
    }
    return false;
}

Result<SigningKey> statement_key(const KeyFolder& keys, Statement kind) {
    const std::string seed = HIBARI_TRY(keys.derive_key(purpose_of(kind)));
    return local_signing_key(statement_key_name(kind), seed);
}

}  // namespace hibari::trust
