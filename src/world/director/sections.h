// Cuts a prompt into shots and labelled stretches: "Shot 2:", "then cut to", "Camera: ...",
// "duration: 3.0sec", storyboard time codes, and "Name: line" dialogue.
#pragma once

#include "world/director/dictionary.h"
#include "world/director/reader.h"
#include "world/director/token.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hibari::world {

/// A stretch of tokens read under one topic.
struct Section {
    Topic topic = Topic::kScene;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string speaker;  ///< dialogue: the words before the colon
};

struct ShotText {
    std::vector<Section> sections;
    std::optional<float> duration_s;
};

struct PromptText {
    ShotText common;  ///< before the first numbered shot, and the closing instructions
    std::vector<ShotText> shots;
};

/// Marks the tokens it uses itself as grammar.
PromptText cut_sections(std::span<Token> tokens, const Dictionary& dictionary);

/// Where words that begin another take ("then cut to", "next shot:") end, if they stand at `begin`;
/// else 0.
std::size_t end_of_cut(std::span<const Token> tokens, std::size_t begin);

}  // namespace hibari::world
