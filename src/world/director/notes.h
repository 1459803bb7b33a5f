// What is told to the user about how the prompt was read: understood, substituted, ignored,
// assumed, each with the words of the prompt.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

class Notes {
  public:
    void understood(std::string words, std::string as);
    void substituted(std::string word, std::string used, std::string why);
    void ignored(std::string words, std::string why);
    void assumed(std::string what);
    /// What was understood as something that begins like that is ignored after all. Says whether
    /// there was any.
    bool turn_down(std::string_view as, const std::string& why);

    /// {"understood": [{words, as}], "substituted": [{word, used, why}],
    ///  "ignored": [{words, why}], "assumed": [text]}. Repeated notes appear once.
    Json to_json() const;

  private:
    struct Note {
        std::string first;
        std::string second;
        std::string third;

        friend bool operator==(const Note&, const Note&) = default;
    };

    static void add(std::vector<Note>& list, Note note);

    std::vector<Note> understood_;
    std::vector<Note> substituted_;
    std::vector<Note> ignored_;
    std::vector<Note> assumed_;
};

}  // namespace hibari::world
