// After an owner takes a likeness back, no read path returns it: whatever was made with it, remixed
// from that, posted or being made.

#include "domain/likeness/testing_gallery.h"

#include <rapidcheck.h>

namespace hibari::domain {
namespace {

class WithdrawalProperty : public Gallery {};

/// Clips somebody could get at, by any function that hands out clips.
class Reader {
  public:
    Reader(House& house, Posts& posts) : house_(house), posts_(posts) {}

    /// Whether `who` can reach the files of that clip by its id, by a list, by its post or as the
    /// source of another.
    bool reaches(const Principal& who, const std::string& video, const std::string& post) {
        const std::int64_t now = to_unix_us(house_.clock.wall_time());
        const auto found = house_.videos->find(who, video);
        if (found && check_has_files(*found, now, "id")) {
            return true;
        }
        const auto page = house_.videos->list(who, {.limit = 100});
        for (const Video& one : page->videos) {
            if (one.id == video && check_has_files(one, now, "id")) {
                return true;
            }
        }
        if (!post.empty() && (posts_.find(who, post) || posts_.video(who, post))) {
            return true;
        }
        const auto listed = posts_.list(who, {.limit = 100});
        for (const Post& one : listed->posts) {
            if (one.video == video) {
                return true;
            }
        }
        return house_.videos
            ->create(
                who, {.model = "able", .prompt = "x", .kind = VideoKind::kRemix, .source = video}
            )
            .has_value();
    }

  private:
    House& house_;
    Posts& posts_;
};

TEST_F(WithdrawalProperty, NoReadPathReturnsTheLikeness) {
    int round = 0;
    const auto holds = rc::check([&] {
        const std::string handle = "ann" + std::to_string(round++);
        const auto likeness = recorded(ann, handle);
        const std::vector<Principal> makers = {ann, ben, cat};
        struct Made {
            Video video;
            std::string post;
            bool has_it = false;
            std::size_t maker = 0;
        };
        std::vector<Made> all;
        const int steps = *rc::gen::inRange(1, 10);
        for (int i = 0; i < steps; ++i) {
            const auto maker = *rc::gen::inRange<std::size_t>(0, makers.size());
            // Only one's own clips can be remixed.
            std::vector<std::size_t> sources;
            for (std::size_t j = 0; j < all.size(); ++j) {
                if (all[j].maker == maker) {
                    sources.push_back(j);
                }
            }
            Made made{.maker = maker};
            const int what = *rc::gen::inRange(0, 3);
            if (what == 0 && !sources.empty()) {
                const Made& source = all[*rc::gen::elementOf(sources)];
                made.has_it = source.has_it;
                made.video = remix_of(makers[maker], source.video);
            } else {
                made.has_it = what != 2;
                made.video = clip_of(
                    makers[maker], made.has_it ? "@" + handle + " waves" : std::string("a dog")
                );
            }
            if (*rc::gen::arbitrary<bool>()) {
                made.post = posts.create(makers[maker], made.video.id, "").value().id;
            }
            all.push_back(std::move(made));
        }
        const Clips clips = *rc::gen::element(Clips::kHide, Clips::kDelete);
        const auto how = *rc::gen::element(trust::Withdrawal::kRevoke, trust::Withdrawal::kDelete);
        RC_ASSERT(likenesses.withdraw(ann, likeness.id, how, clips).has_value());
        Reader reader(house, posts);
        for (const Made& made : all) {
            for (const Principal& who : makers) {
                if (made.has_it) {
                    RC_ASSERT(!reader.reaches(who, made.video.id, made.post));
                }
            }
            const std::string file = made.video.blobs + "/clip.mp4";
            RC_ASSERT(!(made.has_it && clips == Clips::kDelete) || !has_blob(file));
            // And nothing else went along.
            RC_ASSERT(made.has_it || is_served(made.video));
        }
        RC_ASSERT(!has_blob(likeness.pack));
        // Room in the allowance for the next round.
        RC_ASSERT(house.database
                      ->write([&](store::Transaction& tx) -> Result<std::int64_t> {
                          HIBARI_TRY(tx.execute("DELETE FROM jobs"));
                          return tx.execute("DELETE FROM usage_records");
                      })
                      .has_value());
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hibari::domain
