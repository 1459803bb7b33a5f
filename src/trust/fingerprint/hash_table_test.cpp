#include "trust/fingerprint/hash_table.h"

#include "base/rng.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

FrameHash random_hash(Rng& rng) {
    return {.words = {rng.bits(), rng.bits(), rng.bits(), rng.bits()}};
}

TEST(HashTable, FindsWhatALoopFinds) {
    Rng rng(7);
    HashTable table;
    std::vector<FrameHash> all;
    for (int i = 0; i < 5000; ++i) {
        all.push_back(random_hash(rng));
        table.add(all.back());
    }
    const std::vector<FrameHash> asked = {random_hash(rng), all[1023], all[4999]};
    constexpr int kMost = 108;
    std::size_t wanted = 0;
    for (const FrameHash& one : asked) {
        for (const FrameHash& other : all) {
            wanted += distance(one, other) <= kMost ? 1U : 0U;
        }
    }
    const auto found = table.find(asked, kMost, 100'000);
    EXPECT_EQ(found.size(), wanted);
    for (const auto& near : found) {
        EXPECT_EQ(near.distance, distance(asked[near.asked], all[near.row]));
    }
    EXPECT_EQ(table.size(), 5000U);
}

TEST(HashTable, StopsAtSoManyOfEach) {
    HashTable table;
    for (int i = 0; i < 3000; ++i) {
        table.add({});
    }
    const std::vector<FrameHash> asked = {{}, {}};
    EXPECT_EQ(table.find(asked, 0, 10).size(), 20U);
    EXPECT_TRUE(HashTable().find(asked, 256, 10).empty());
}

}  // namespace
}  // namespace hibari::trust
