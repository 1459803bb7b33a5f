// Walks through a prompt about an existing clip and cuts it into edits (edits.h): at each clause it
// tries the orders one can give an editor; what is none is said as it stands.
#pragma once

#include "world/director/dictionary.h"
#include "world/director/edits.h"
#include "world/director/reader.h"
#include "world/director/story.h"
#include "world/director/token.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::world {

using Words = std::vector<Token>;

/// The words of a text of ours.
Words words_of(std::string_view text);
/// One stretch after the other.
Words joined(std::initializer_list<std::span<const Token>> parts);

/// Verbs of orders, separated by '|'.
inline constexpr std::string_view kReplacing =
    "replace|swap|substitute|exchange|switch|change|turn|convert|transform|make";
inline constexpr std::string_view kRemoving =
    "remove|delete|erase|omit|drop|lose|eliminate|hide|cut";
inline constexpr std::string_view kAdding = "add|include|insert|bring|introduce|put|place|show";
inline constexpr std::string_view kTold = "have|let|make|get";

struct EditProperty;  ///< of the clip: its weather, style, music, camera

class EditCutter {
  public:
    /// The reader knows the cast of the story; both must outlive the cutter.
    EditCutter(std::span<const Token> tokens, ShotReader& reader, const Story& story);
    std::vector<Edit> run();

  private:
    bool is(std::size_t at, std::string_view word) const;
    bool is_any(std::size_t at, std::string_view words) const;
    std::size_t phrase_end(std::size_t at, std::string_view phrase) const;
    bool ends(std::size_t at) const;
    bool at_clause() const;
    bool has_kind(std::size_t at, std::initializer_list<WordKind> kinds) const;
    bool begins_setting(std::size_t at) const;
    std::size_t end_of_edit(std::size_t at) const;
    std::span<const Token> stretch(std::size_t begin, std::size_t end) const;
    ShotReader::Meant meant(std::size_t begin, std::size_t end);
    ShotReader::Meant meant(std::size_t begin);
    bool skip_polite();
    bool read_scope();
    int number_of(std::size_t at) const;
    bool cut_one();
    Edit& begin(EditKind kind);
    void say(Words words);
    void say_word();
    void end_saying();

    // edit_replacing.cpp: what becomes something else
    Words named(std::size_t begin_, std::size_t end, bool person);
    bool replace();
    bool replace_by(std::size_t from, std::size_t from_end, std::size_t to, std::size_t to_end);
    const EditProperty* property_at(std::size_t from, std::size_t end) const;
    void say_property(const EditProperty& property, std::size_t begin_, std::size_t end);
    bool is_palette(std::size_t from, std::size_t end) const;
    std::size_t colored_thing(std::size_t from, std::size_t end) const;
    Words owner_of_garment(std::size_t from, std::size_t end) const;
    bool make(std::size_t verb, std::size_t end);
    bool property_word(const EditProperty& property, std::size_t at) const;
    const EditProperty* property_head(std::size_t from, std::size_t end) const;
    bool become();
    bool instead_of();

    // edit_casting.cpp: who comes, goes and does what
    bool is_deed(std::size_t at) const;
    bool tell();
    Words subject_form(std::size_t begin_, std::size_t end) const;
    bool remove();
    bool gone();
    bool add();
    bool move_all();
    bool dress();
    bool count();

    // edit_looks.cpp: how somebody or something is
    bool recolor_garment();
    void wear(const Words& value);
    bool resize();
    bool mood();
    bool pace();
    bool framing();

    Words tokens_;
    ShotReader& reader_;
    const Story& story_;
    std::size_t at_ = 0;
    std::vector<Edit> edits_;
    Words saying_;
    Words not_this_;
    bool instead_ = false;
    bool besides_ = false;
    bool fresh_ = false;  ///< a clause begins though nothing divides it from the words before
    Words garment_;       ///< the last that was spoken of
    std::optional<int> shot_;
};

}  // namespace hibari::world
