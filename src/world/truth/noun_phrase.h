#pragma once

// How a caption names who and what is in a shot: article, number and plural in one place.
//
// A script keeps the words of the prompt for each entity ("Ten dominoes", "his dog", "A stack of
// wooden crates"), which are not yet a name for one of them. Here they become "the fourth domino",
// "the dog" and, counted together, "ten dominoes".

#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// "dominoes" of "domino", "people" of "person"; the last word of a phrase is changed.
std::string plural_of(std::string_view noun);

/// "an old bench" of "old bench".
std::string with_article(std::string_view noun);

/// The names of the entities of one shot.
class Names {
  public:
    /// `entities` must outlive this.
    explicit Names(std::span<const Entity> entities);

    /// "the red ball", "the second dancer", "Anna"; empty for an index that is no entity.
    std::string of(int entity) const;
    /// "ten dominoes, a ball and Anna": these of the entities, in the order of first mention.
    std::string all(std::span<const std::size_t> entities) const;

  private:
    struct Name {
        std::string noun;      ///< singular, without article or number
        bool proper = false;   ///< takes no article
        std::size_t rank = 0;  ///< among those of the same noun, from 0
        std::size_t of = 1;    ///< how many have that noun
    };

    std::vector<Name> names_;
};

}  // namespace hibari::world
