#pragma once

// A house with moderators in it, for tests of what they do.

#include "domain/notices.h"
#include "domain/review/appeals.h"
#include "domain/review/depictions.h"
#include "domain/review/removals.h"
#include "domain/review/reports.h"
#include "domain/review/review.h"
#include "domain/testing_house.h"
#include "domain/withholding.h"
#include "trust/audit/log.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hibari::domain {

class Court : public testing::Test {
  protected:
    Principal moderator_called(const std::string& email) {
        const auto made = house.accounts->create(
            {.email = email, .name = "M", .password = "long enough", .is_moderator = true}
        );
        HIBARI_CHECK(made.has_value());
        const auto key = house.accounts->issue_key(email, "read write moderate");
        HIBARI_CHECK(key.has_value());
        return *house.accounts->principal_of_key(key->secret);
    }

    Subject clip() const { return {.kind = SubjectKind::kVideo, .id = video.id}; }

    Video remix_of(const Video& source, const Principal& who) {
        return house.made(
            who,
            {.model = "able",
             .prompt = "in the rain",
             .kind = VideoKind::kRemix,
             .source = source.id}
        );
    }

    std::string reported(const std::string& category = "harassment") {
        const auto report = reports.create(viewer, {.subject = clip(), .category = category});
        HIBARI_CHECK(report.has_value(), report ? "" : to_string(report.error()));
        return report->case_id;
    }

    Decision decided(const std::string& case_id, const Ruling& ruling) {
        HIBARI_CHECK(review.claim(judge, case_id).has_value());
        const auto decision = review.decide(judge, case_id, ruling);
        HIBARI_CHECK(decision.has_value(), decision ? "" : to_string(decision.error()));
        return *decision;
    }

    Decision removed() {
        return decided(
            reported(),
            {.action = Action::kRemove, .category = "harassment", .facts = "It mocks a classmate."}
        );
    }

    std::string withheld(const Video& one) { return house.videos->find(maker, one.id)->withheld; }

    /// The kinds of all notices, sorted: those of one transaction have one time.
    std::vector<std::string> told(const Principal& who) {
        std::vector<std::string> kinds;
        const auto page = notices.list(who, {.order = Order::kOldestFirst});
        for (const Notice& notice : page->notices) {
            kinds.push_back(notice.kind);
        }
        std::ranges::sort(kinds);
        return kinds;
    }

    std::int64_t strikes_that_count() {
        std::int64_t count = 0;
        const auto strikes = appeals.strikes(maker);
        for (const Strike& strike : *strikes) {
            count += strike.undone_at_us ? 0 : 1;
        }
        return count;
    }

    House house;
    Principal maker = house.somebody("maker@example.com");
    Principal viewer = house.somebody("viewer@example.com");
    Principal judge = moderator_called("judge@example.com");
    Principal second = moderator_called("second@example.com");
    Video video = house.made(maker, {.model = "able", .prompt = "a cat"});

    /// What copies finds.
    std::vector<std::string> copies;

    Reports reports{*house.database, house.clock, Deadlines()};
    Removals removals{*house.database, house.clock, Deadlines()};
    Appeals appeals{*house.database, house.clock, Deadlines()};
    Notices notices{*house.database, house.clock};
    Depictions depictions{*house.database, house.clock};
    Review review{ReviewParts{
        .database = *house.database,
        .events = house.events,
        .clock = house.clock,
        .copies = [this](std::string_view) { return copies; },
    }};
};

}  // namespace hibari::domain
