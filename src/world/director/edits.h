// What a prompt about an existing clip asks for, as a list of edits: "make the ball red and remove
// the umbrella; he runs instead of walking". Whoever writes so speaks to an editor in the
// imperative. An edit either replaces, takes away or counts somebody, changes the pace, or says
// in plain words what is to be seen ("the ball is red"), which the reader then reads as ever.
#pragma once

#include "world/director/reader.h"
#include "world/director/token.h"

#include <optional>
#include <span>
#include <vector>

namespace hibari::world {

enum class EditKind : std::uint8_t {
    kSay,      ///< `words` hold in the clip
    kReplace,  ///< what `words` name is what `by` says
    kRemove,   ///< what `words` name is not there
    kCount,    ///< there are as many as `words` say
    kPace,     ///< those of `words`, or all, do it faster or slower by `factor`
    kScale,    ///< those of `words`, or whoever the clip is about, are `factor` times as big
    kFraming,  ///< the camera sees `factor` steps less (> 0) or more (< 0)
    kPalette,  ///< `words` are the colours
};

struct Edit {
    EditKind kind = EditKind::kSay;
    std::vector<Token> words;
    std::vector<Token> by;
    bool same_one = false;  ///< kReplace: described anew, not somebody else ("make her an old man")
    bool instead = false;   ///< kSay: the subject does nothing else
    bool besides = false;   ///< kSay: in addition to what is there
    std::vector<Token> not_this;  ///< kSay: what was done so far ("instead of walking")
    float factor = 1.0F;
    std::optional<int> shot = {};  ///< counted from 0, -1 the last; absent: all
};

/// Cuts a prompt into edits; `reader` knows the cast. Words that only say that the rest stays as
/// it is ("same shot, but") are gone.
std::vector<Edit> cut_edits(std::span<const Token> tokens, ShotReader& reader, const Story& story);

}  // namespace hibari::world
