#include "trust/consent/likeness.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace hibari::trust {
namespace {

template <typename T>
using Words = std::span<const std::pair<T, std::string_view>>;

constexpr std::array<std::pair<LikenessKind, std::string_view>, 3> kKinds = {{
    {LikenessKind::kPerson, "person"},
    {LikenessKind::kAnimal, "animal"},
    {LikenessKind::kObject, "object"},
}};
constexpr std::array<std::pair<LikenessState, std::string_view>, 4> kStates = {{
    {LikenessState::kPendingReview, "pending_review"},
    {LikenessState::kActive, "active"},
    {LikenessState::kRevoked, "revoked"},
    {LikenessState::kDeleted, "deleted"},
}};
constexpr std::array<std::pair<Level, std::string_view>, 4> kLevels = {{
    {Level::kOnlyMe, "only_me"},
    {Level::kApproved, "approved"},
    {Level::kMutuals, "mutuals"},
    {Level::kEveryone, "everyone"},
}};
constexpr std::array<std::pair<AgeBand, std::string_view>, 4> kAges = {{
    {AgeBand::kUnknown, "unknown"},
    {AgeBand::kChild, "child"},
    {AgeBand::kTeen, "teen"},
    {AgeBand::kAdult, "adult"},
}};

template <typename T>
std::string_view word_of(Words<T> words, T value) {
    const auto found = std::ranges::find(words, value, &std::pair<T, std::string_view>::first);
    return found == words.end() ? "" : found->second;
}

template <typename T>
std::optional<T> value_of(Words<T> words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &std::pair<T, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional<T>(found->first);
}

Error wrong(std::string_view field, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
    };
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 127;
}

Result<void> check_text(std::string_view field, std::string_view text) {
    // Line breaks are fine, what a terminal would act on is not.
    const auto is_bad = [](char c) { return is_control(c) && c != '\n' && c != '\t' && c != '\r'; };
    if (text.size() > kTextBytesMax || !is_valid_utf8(text) || std::ranges::any_of(text, is_bad)) {
        return fail(wrong(field, "must be text of at most 4,000 bytes"));
    }
    return {};
}

}  // namespace

std::string_view to_string(LikenessKind kind) {
    return word_of<LikenessKind>(kKinds, kind);
}

std::optional<LikenessKind> likeness_kind_of(std::string_view word) {
    return value_of<LikenessKind>(kKinds, word);
}

std::string_view to_string(LikenessState state) {
    return word_of<LikenessState>(kStates, state);
}

std::string_view to_string(Level level) {
    return word_of<Level>(kLevels, level);
}

std::optional<Level> level_of(std::string_view word) {
    return value_of<Level>(kLevels, word);
}

std::string_view to_string(AgeBand band) {
    return word_of<AgeBand>(kAges, band);
}

std::optional<AgeBand> age_band_of(std::string_view word) {
    return value_of<AgeBand>(kAges, word);
}

Result<std::string> check_handle(std::string_view text) {
    std::string handle = to_lower(trim(text));
    if (handle.starts_with('@')) {
        handle.erase(0, 1);
    }
    const auto may = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (handle.size() < kHandleBytesMin || handle.size() > kHandleBytesMax ||
        !std::ranges::all_of(handle, may)) {
        return fail(wrong("handle", "must have 3 to 30 of a-z, 0-9 and _"));
    }
    return handle;
}

Result<std::string> check_likeness_name(std::string_view text) {
    const std::string name(trim(text));
    if (name.empty() || !is_valid_utf8(name) || std::ranges::any_of(name, is_control) ||
        count_code_points(name) > kNameCharactersMax) {
        return fail(wrong("name", "must have 1 to 80 characters on one line"));
    }
    return name;
}

Result<void> check_scope(const Scope& scope, AgeBand age) {
    HIBARI_TRY(check_text("preferences", scope.preferences));
    HIBARI_TRY(check_text("restrictions", scope.restrictions));
    if (scope.level == Level::kEveryone && age != AgeBand::kAdult) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "only adults may let everyone use their likeness",
             .field = "level",
             .hint = age == AgeBand::kUnknown ? "this account is not known to be an adult's" : "",
             .reason = "not_for_minors"}
        );
    }
    return {};
}

}  // namespace hibari::trust
