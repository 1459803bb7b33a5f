#pragma once

// A house with likenesses and clips of them, for tests.

#include "base/time_text.h"
#include "domain/circle.h"
#include "domain/likeness/likenesses.h"
#include "domain/likeness/posts.h"
#include "domain/notices.h"
#include "domain/testing_house.h"
#include "domain/video_rows.h"
#include "trust/consent/notice.h"

#include <algorithm>
#include <string>

namespace hibari::domain {

class Gallery : public testing::Test {
  protected:
    trust::NewLikeness wanted(const std::string& handle, trust::Level level) {
        trust::NewLikeness likeness{
            .name = "Ann",
            .handle = handle,
            .pack = "likenesses/" + handle + "/pack",
            .evidence = std::string(64, 'e'),
            .is_accepted = true,
        };
        likeness.scope.level = level;
        likeness.scope.remix = true;
        likeness.notice = trust::notice_hash(likeness.kind, likeness.scope);
        return likeness;
    }

    trust::Likeness recorded(
        const Principal& owner,
        const std::string& handle = "ann",
        trust::Level level = trust::Level::kEveryone
    ) {
        // Only an adult may open a likeness to everybody.
        HIBARI_CHECK(house.database->write([&](store::Transaction& tx) {
            return tx.execute("UPDATE accounts SET age_band = 'adult'");
        }));
        house.put("likenesses/" + handle + "/pack", "pack");
        const auto likeness = likenesses.create(owner, wanted(handle, level));
        HIBARI_CHECK(likeness.has_value(), likeness ? "" : to_string(likeness.error()));
        return *likeness;
    }

    Video clip_of(const Principal& maker, const std::string& prompt = "@ann waves") {
        return house.made(maker, {.model = "able", .prompt = prompt});
    }

    Video remix_of(const Principal& maker, const Video& source) {
        return house.made(
            maker,
            {.model = "able", .prompt = "at night", .kind = VideoKind::kRemix, .source = source.id}
        );
    }

    /// Whether anybody could fetch its files.
    bool is_served(const Video& video) {
        const auto found =
            house.database->read([&](store::Transaction& tx) { return find_video(tx, video.id); });
        return found && check_has_files(*found, to_unix_us(house.clock.wall_time()), "id");
    }

    bool has_blob(const std::string& key) { return house.blobs->facts(key).has_value(); }

    bool was_told(const Principal& who, std::string_view kind) {
        const auto page = notices.list(who, {.limit = 100});
        return std::ranges::any_of(page->notices, [&](const Notice& notice) {
            return notice.kind == kind;
        });
    }

    House house;
    Circle circle{*house.database, house.clock};
    Posts posts{*house.database, house.clock};
    Notices notices{*house.database, house.clock};
    Likenesses likenesses{LikenessesParts{
        .database = *house.database,
        .blobs = *house.blobs,
        .events = house.events,
        .clock = house.clock,
        .signer = *trust::local_signing_key("test", std::string(32, 's')),
    }};
    Principal ann = house.somebody("ann@example.com", "pro");
    Principal ben = house.somebody("ben@example.com", "pro");
    Principal cat = house.somebody("cat@example.com", "pro");
};

}  // namespace hibari::domain
