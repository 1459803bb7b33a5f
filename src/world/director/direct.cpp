#include "world/director/direct.h"

#include "world/director/finish.h"
#include "world/director/read_prompt.h"
#include "world/director/story.h"

#include <memory>
#include <vector>

namespace hibari::world {

Director::Director(const std::string& wordnet_folder, const Nouns* nouns)
    : words_(std::make_unique<DirectorWords>(wordnet_folder, nouns)) {}

Director::~Director() = default;

Result<Directed> direct(std::string_view prompt, const DirectOptions& options) {
    return Director(options.wordnet_folder, options.nouns).direct(prompt, options);
}

Result<Directed> Director::direct(std::string_view prompt, const DirectOptions& options) {
    Story story;
    std::vector<Token> tokens = HIBARI_TRY(open_prompt(*words_, prompt, options.seed, story));
    read_whole(*words_, tokens, story);
    fill_an_empty_scene(tokens, story);
    choose_style(options, story);
    Directed directed;
    directed.script = finish(story, options.seconds);
    directed.interpretation = story.notes.to_json();
    return directed;
}

}  // namespace hibari::world
