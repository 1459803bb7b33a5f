#pragma once

// Characters: people, animals and things that keep their look and voice from clip to clip. What is
// kept is a name and a clip that shows them; what is made of it is the engine's business.

#include "base/clock.h"
#include "base/result.h"
#include "domain/paging.h"
#include "domain/principal.h"
#include "store/blobs.h"
#include "store/database.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

class PolicyDesk;

struct Character {
    std::string id;
    std::string project;
    std::string account;
    std::string name;
    std::int64_t bytes = 0;
    std::int64_t created_at_us = 0;

    /// Where its clip lies.
    std::string blob() const { return "characters/" + id + "/clip.mp4"; }

    /// Where its likeness pack lies (likeness/pack.h), if one could be made of the clip.
    std::string pack() const { return "characters/" + id + "/pack"; }
};

struct CharacterPage {
    std::vector<Character> characters;
    bool has_more = false;
};

inline constexpr std::int64_t kCharactersPerProjectMax = 1000;

class Characters {
  public:
    /// `policy` judges names; null judges nothing, which only tests of other matters want.
    Characters(
        store::Database& database,
        store::BlobStore& blobs,
        const Clock& clock,
        const PolicyDesk* policy = nullptr
    )
        : database_(database), blobs_(blobs), clock_(clock), policy_(policy) {}

    /// `clip` is moved; it must be a clip of ours. So is `pack`, a likeness pack made of it, where
    /// it is not empty. `failed_precondition` when the project has too many, `invalid_argument` for
    /// a name of white space.
    Result<Character> create(
        const Principal& who,
        std::string_view name,
        const std::filesystem::path& clip,
        const std::filesystem::path& pack = {}
    );

    Result<Character> find(const Principal& who, std::string_view id);
    Result<CharacterPage> list(const Principal& who, const PageRequest& page);
    /// `invalid_argument` for a name of white space.
    Result<Character> rename(const Principal& who, std::string_view id, std::string_view name);

    /// Clips that were made with it stay; those that wait for it fail.
    Result<void> remove(const Principal& who, std::string_view id);

  private:
    store::Database& database_;
    store::BlobStore& blobs_;
    const Clock& clock_;
    const PolicyDesk* policy_;
};

/// The character of that id whoever owns it; `not_found` when there is none.
Result<Character> find_character(store::Transaction& tx, std::string_view id);

/// The same if it belongs to the project of who asks.
Result<Character> find_own_character(
    store::Transaction& tx, const Principal& who, std::string_view id
);

/// Whether a prompt speaks of somebody of that name: all its words, in order, in any case.
bool is_named(std::string_view name, std::string_view prompt);

}  // namespace hibari::domain
