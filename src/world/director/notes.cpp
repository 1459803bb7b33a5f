#include "world/director/notes.h"

#include "base/text.h"

#include <algorithm>
#include <iterator>

namespace hibari::world {
namespace {

constexpr std::size_t kNotesMax = 200;
constexpr std::size_t kNoteBytesMax = 200;

std::string shortened(std::string text) {
    if (text.size() <= kNoteBytesMax) {
        return text;
    }
    return utf8_prefix(text, kNoteBytesMax) + "...";
}

}  // namespace

void Notes::add(std::vector<Note>& list, Note note) {
    note.first = shortened(std::move(note.first));
    note.second = shortened(std::move(note.second));
    if (list.size() < kNotesMax && std::ranges::find(list, note) == list.end()) {
        list.push_back(std::move(note));
    }
}

void Notes::understood(std::string words, std::string as) {
    // What a later thought makes sense of was not ignored after all.
    std::erase_if(ignored_, [&](const Note& note) { return note.first == words; });
    add(understood_, {std::move(words), std::move(as), {}});
}

void Notes::substituted(std::string word, std::string used, std::string why) {
    add(substituted_, {std::move(word), std::move(used), std::move(why)});
}

void Notes::ignored(std::string words, std::string why) {
    add(ignored_, {std::move(words), std::move(why), {}});
}

void Notes::assumed(std::string what) {
    add(assumed_, {std::move(what), {}, {}});
}

bool Notes::turn_down(std::string_view as, const std::string& why) {
    const auto begins_like_that = [&](const Note& note) { return note.second.starts_with(as); };
    std::vector<Note> found;
    std::ranges::copy_if(understood_, std::back_inserter(found), begins_like_that);
    std::erase_if(understood_, begins_like_that);
    for (Note& note : found) {
        ignored(std::move(note.first), why);
    }
    return !found.empty();
}

Json Notes::to_json() const {
    Json understood = Json::array();
    for (const Note& note : understood_) {
        understood.push_back(Json::object({{"words", note.first}, {"as", note.second}}));
    }
    Json substituted = Json::array();
    for (const Note& note : substituted_) {
        substituted.push_back(
            Json::object({{"word", note.first}, {"used", note.second}, {"why", note.third}})
        );
    }
    Json ignored = Json::array();
    for (const Note& note : ignored_) {
        ignored.push_back(Json::object({{"words", note.first}, {"why", note.second}}));
    }
    Json assumed = Json::array();
    for (const Note& note : assumed_) {
        assumed.push_back(note.first);
    }
    return Json::object({
        {"understood", std::move(understood)},
        {"substituted", std::move(substituted)},
        {"ignored", std::move(ignored)},
        {"assumed", std::move(assumed)},
    });
}

}  // namespace hibari::world
