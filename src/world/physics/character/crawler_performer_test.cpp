#include "world/physics/character/crawler_performer.h"

#include "world/physics/character/rehearsal.h"
#include "world/things/catalogue.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr double kStep = 1.0 / kStepHz;

class EveryCrawler : public testing::TestWithParam<const char*> {};

TEST_P(EveryCrawler, StandsOnHalfItsFeetWhichKeepTheirPlace) {
    const std::string kind = GetParam();
    const Thing* thing = find_thing(kind);
    const Blueprint blueprint = thing->build({.kind = kind}, Rng(1));
    CrawlerPerformer crawler(*thing, blueprint, Rng(1));
    BareStage stage;
    std::vector<Signal> signals;
    crawler.place({});
    const float size = thing->usual_size.z;
    Cue cue;
    cue.verb = Verb::kCrawl;
    cue.destination = Vec3{1.0F * size, 0, 4.0F * size};
    crawler.begin(cue, stage);
    bool done = false;
    for (int i = 0; i < 12 * kStepHz && !done; ++i) {
        std::vector<Vec3> before;
        std::vector<bool> stood;
        for (int leg = 0; leg < crawler.legs(); ++leg) {
            before.push_back(crawler.foot(leg));
            stood.push_back(crawler.planted(leg));
        }
        crawler.step(kStep, stage, signals);
        int standing = 0;
        for (int leg = 0; leg < crawler.legs(); ++leg) {
            const auto n = static_cast<std::size_t>(leg);
            if (stood[n] && crawler.planted(leg)) {
                EXPECT_EQ(before[n], crawler.foot(leg));
            }
            standing += crawler.planted(leg) ? 1 : 0;
        }
        EXPECT_GE(2 * standing, crawler.legs());
        done = !signals.empty() && signals.back().kind == SignalKind::kDone;
    }
    EXPECT_TRUE(done);
    EXPECT_LT(distance(crawler.root(), *cue.destination), size);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    EveryCrawler,
    testing::Values("spider", "scorpion", "beetle", "ant", "crab", "lobster"),
    [](const auto& about) { return std::string(about.param); }
);

}  // namespace
}  // namespace hibari::world
