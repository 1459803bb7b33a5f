#include "store/events.h"

#include "base/check.h"
#include "base/text.h"
#include "store/event_transports.h"

#include <algorithm>
#include <vector>

namespace hibari::store {
namespace {

bool is_word(std::string_view word) {
    for (const char c : word) {
        const bool right = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!right) {
            return false;
        }
    }
    return !word.empty();
}

}  // namespace

Result<void> check_subject(std::string_view subject) {
    bool right = subject.size() <= kSubjectBytesMax;
    for (const std::string_view word : split(subject, '.')) {
        right = right && is_word(word);
    }
    if (!right) {
        return fail(ErrorCode::kInvalidArgument, "this is no subject of an event");
    }
    return {};
}

Result<void> check_pattern(std::string_view pattern) {
    bool right = pattern.size() <= kSubjectBytesMax;
    const std::vector<std::string_view> words = split(pattern, '.');
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool is_last = i + 1 == words.size();
        right = right && (is_word(words[i]) || words[i] == "*" || (words[i] == ">" && is_last));
    }
    if (!right) {
        return fail(ErrorCode::kInvalidArgument, "this is no pattern of subjects");
    }
    return {};
}

bool matches(std::string_view pattern, std::string_view subject) {
    while (true) {
        const std::size_t pattern_end = std::min(pattern.find('.'), pattern.size());
        const std::size_t subject_end = std::min(subject.find('.'), subject.size());
        const std::string_view word = pattern.substr(0, pattern_end);
        if (word == ">") {
            return true;
        }
        if (word != "*" && word != subject.substr(0, subject_end)) {
            return false;
        }
        const bool pattern_ends = pattern_end == pattern.size();
        const bool subject_ends = subject_end == subject.size();
        if (pattern_ends || subject_ends) {
            return pattern_ends && subject_ends;
        }
        pattern.remove_prefix(pattern_end + 1);
        subject.remove_prefix(subject_end + 1);
    }
}

Result<std::unique_ptr<Events>> open_events(const EventsOptions& options) {
    HIBARI_CHECK(options.waiting_max > 0 && options.reconnect_max.count() > 0);
    constexpr std::string_view kUnix = "unix:";
    if (options.url.starts_with(kUnix) && options.url.size() > kUnix.size()) {
        return detail::open_local_events(options.url.substr(kUnix.size()), options);
    }
    if (options.url.starts_with("nats://") || options.url.starts_with("tls://")) {
        return detail::open_nats_events(options);
    }
    return fail({
        .code = ErrorCode::kInvalidArgument,
        .message = "the url of the events is of no known kind",
        .hint = "write unix:/path/events.sock or nats://host:4222",
    });
}

}  // namespace hibari::store
