#include "domain/review/deadlines.h"

#include "base/text.h"
#include "domain/review/categories.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hibari::domain {
namespace {

constexpr std::array kQueues = {
    Queue::kReports, Queue::kRemovals, Queue::kAppeals, Queue::kEnrolments, Queue::kPolicy
};
constexpr std::string_view kAny = "*";

Error wrong(std::string message) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
}

/// Where the law leaves no choice.
bool is_capped(Queue queue, std::string_view category) {
    return queue == Queue::kRemovals ||
           (queue == Queue::kReports && (category == "intimate" || category == "child_safety"));
}

}  // namespace

std::string_view to_string(Queue queue) {
    switch (queue) {
        case Queue::kReports:
            return "reports";
        case Queue::kRemovals:
            return "removals";
        case Queue::kAppeals:
            return "appeals";
        case Queue::kEnrolments:
            return "enrolments";
        case Queue::kPolicy:
            return "policy";
    }
    return "reports";
}

Result<Queue> queue_of(std::string_view word) {
    for (const Queue queue : kQueues) {
        if (to_string(queue) == word) {
            return queue;
        }
    }
    return fail(wrong("there is no such queue"));
}

Deadlines::Deadlines() {
    using std::chrono::hours;
    const std::string any(kAny);
    rules_ = {
        {Queue::kReports, any, any, hours(24)},
        {Queue::kRemovals, any, any, hours(48)},
        {Queue::kAppeals, any, any, hours(24 * 7)},
        {Queue::kEnrolments, any, any, hours(24)},
        {Queue::kPolicy, any, any, hours(24)},
        {Queue::kRemovals, "IN", any, hours(3)},
        {Queue::kRemovals, "IN", "intimate", hours(2)},
    };
}

Result<Deadlines> Deadlines::parse(std::string_view text) {
    Deadlines deadlines;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty()) {
            continue;
        }
        const std::size_t equals = word.find('=');
        const auto parts = split(word.substr(0, equals), '/');
        if (equals == std::string_view::npos || parts.size() > 3) {
            return fail(wrong("expected 'removals/IN/intimate=2', got '" + std::string(word) + "'")
            );
        }
        Rule rule{.queue = HIBARI_TRY(queue_of(parts[0]))};
        rule.jurisdiction = parts.size() > 1 ? std::string(parts[1]) : std::string(kAny);
        rule.category = parts.size() > 2 ? std::string(parts[2]) : std::string(kAny);
        if (rule.category != kAny) {
            HIBARI_TRY(find_category(rule.category, ""));
        }
        const std::string_view number = word.substr(equals + 1);
        int count = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), count);
        rule.hours = std::chrono::hours(count);
        if (error != std::errc{} || end != number.data() + number.size() ||
            rule.hours < kHoursMin || rule.hours > kHoursMax) {
            return fail(wrong("hours must be 1 to 1440, got '" + std::string(word) + "'"));
        }
        if (is_capped(rule.queue, rule.category) && rule.hours > kRemovalMax) {
            return fail(wrong("'" + std::string(word) + "': at most 48 hours, by law"));
        }
        deadlines.rules_.push_back(std::move(rule));
    }
    return deadlines;
}

std::chrono::hours Deadlines::of(
    Queue queue, std::string_view jurisdiction, std::string_view category
) const {
    int best = -1;
    std::chrono::hours hours = kRemovalMax;
    for (const Rule& rule : rules_) {
        const bool here = rule.jurisdiction == kAny || rule.jurisdiction == jurisdiction;
        const bool such = rule.category == kAny || rule.category == category;
        const int exact = (rule.jurisdiction != kAny ? 2 : 0) + (rule.category != kAny ? 1 : 0);
        if (rule.queue == queue && here && such && exact >= best) {
            best = exact;
            hours = rule.hours;
        }
    }
    return is_capped(queue, category) ? std::min(hours, kRemovalMax) : hours;
}

}  // namespace hibari::domain
