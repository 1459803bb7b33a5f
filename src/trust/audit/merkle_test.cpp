#include "trust/audit/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::trust {
namespace {

Hash test_leaf(std::uint64_t index) {
    return leaf_hash("entry " + std::to_string(index));
}

// RFC 6962, section 2.1, as it is written: the tree has no perfect subtrees in it here.
Hash plain_root(std::uint64_t begin, std::uint64_t end) {
    if (end == begin) {
        return empty_root();
    }
    if (end - begin == 1) {
        return test_leaf(begin);
    }
    std::uint64_t split = 1;
    while (2 * split < end - begin) {
        split *= 2;
    }
    return node_hash(plain_root(begin, begin + split), plain_root(begin + split, end));
}

Result<Hash> plain_node(int level, std::uint64_t index) {
    const std::uint64_t count = 1ULL << static_cast<unsigned>(level);
    return plain_root(index * count, (index + 1) * count);
}

std::string hex(std::string_view entry) {
    return to_text(leaf_hash(entry));
}

TEST(Merkle, HashesAreThoseOfTheStandard) {
    // SHA-256 of nothing and of "abc": FIPS 180-4; of the byte 0x00: what an empty entry gives.
    EXPECT_EQ(
        to_text(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    EXPECT_EQ(
        to_text(hash_bytes("abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(hex(""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Merkle, TextsOfHashesReadBackAndOthersDoNot) {
    const Hash hash = hash_bytes("abc");
    EXPECT_EQ(hash_of_text(to_text(hash)), hash);
    EXPECT_FALSE(hash_of_text(""));
    EXPECT_FALSE(hash_of_text(std::string(63, 'a')));
    EXPECT_FALSE(hash_of_text(std::string(64, 'G')));
}

TEST(Merkle, AFrontierHasTheRootOfTheWholeTree) {
    Frontier frontier;
    EXPECT_EQ(frontier.root(), empty_root());
    for (std::uint64_t size = 1; size <= 70; ++size) {
        const auto completed = frontier.append(test_leaf(size - 1));
        EXPECT_EQ(frontier.root(), plain_root(0, size)) << size;
        for (std::size_t level = 0; level < completed.size(); ++level) {
            const std::uint64_t count = 1ULL << level;
            EXPECT_EQ(completed[level], plain_root(size - count, size)) << size;
        }
        EXPECT_EQ(root_of(size, plain_node).value(), frontier.root()) << size;
    }
    EXPECT_FALSE(Frontier::of(3, {empty_root()}));
}

TEST(Merkle, EveryInclusionProofHoldsForItsLeafAlone) {
    for (std::uint64_t size = 1; size <= 33; ++size) {
        const Hash root = plain_root(0, size);
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, plain_node).value();
            EXPECT_TRUE(is_included(test_leaf(index), index, size, proof, root));
            EXPECT_FALSE(is_included(test_leaf(index + 1), index, size, proof, root));
            if (size > 1) {
                EXPECT_FALSE(is_included(test_leaf(index), (index + 1) % size, size, proof, root));
            }
            auto longer = proof;
            longer.push_back(root);
            EXPECT_FALSE(is_included(test_leaf(index), index, size, longer, root));
        }
    }
    EXPECT_FALSE(inclusion_proof(3, 3, plain_node));
}

TEST(Merkle, EveryConsistencyProofHoldsForItsTreesAlone) {
    for (std::uint64_t second = 0; second <= 33; ++second) {
        const Hash second_root = plain_root(0, second);
        for (std::uint64_t first = 0; first <= second; ++first) {
            const Hash first_root = plain_root(0, first);
            const auto proof = consistency_proof(first, second, plain_node).value();
            EXPECT_TRUE(is_consistent(first, first_root, second, second_root, proof))
                << first << " " << second;
            if (first > 0) {
                EXPECT_FALSE(is_consistent(first, hash_bytes("x"), second, second_root, proof));
                EXPECT_FALSE(is_consistent(first, first_root, second, hash_bytes("x"), proof));
            }
        }
    }
    EXPECT_FALSE(consistency_proof(4, 3, plain_node));
}

RC_GTEST_PROP(Merkle, AProofThatWasTouchedDoesNotHold, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 200);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    auto proof = inclusion_proof(index, size, plain_node).value();
    const Hash root = plain_root(0, size);
    const auto part = *rc::gen::inRange<std::size_t>(0, proof.size());
    const auto byte = *rc::gen::inRange<std::size_t>(0, 32);
    proof[part][byte] ^= static_cast<std::uint8_t>(1U << *rc::gen::inRange<unsigned>(0, 8));
    RC_ASSERT(!is_included(test_leaf(index), index, size, proof, root));
    const auto first = *rc::gen::inRange<std::uint64_t>(1, size);
    auto between = consistency_proof(first, size, plain_node).value();
    const auto place = *rc::gen::inRange<std::size_t>(0, between.size());
    between[place][byte] ^= 1U;
    RC_ASSERT(!is_consistent(first, plain_root(0, first), size, root, between));
}

}  // namespace
}  // namespace hibari::trust
