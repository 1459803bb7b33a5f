#include "world/director/inflect.h"

#include <iterator>

namespace hibari::world {
namespace {

struct Irregular {
    std::string_view form;
    std::string_view lemma;
};

constexpr Irregular kPasts[] = {
    {"was", "be"},        {"were", "be"},        {"been", "be"},       {"began", "begin"},
    {"begun", "begin"},   {"bent", "bend"},      {"bit", "bite"},      {"bitten", "bite"},
    {"blew", "blow"},     {"blown", "blow"},     {"broke", "break"},   {"broken", "break"},
    {"brought", "bring"}, {"built", "build"},    {"burst", "burst"},   {"came", "come"},
    {"caught", "catch"},  {"clung", "cling"},    {"crept", "creep"},   {"cut", "cut"},
    {"dealt", "deal"},    {"did", "do"},         {"done", "do"},       {"dove", "dive"},
    {"drank", "drink"},   {"drunk", "drink"},    {"drew", "draw"},     {"drawn", "draw"},
    {"drove", "drive"},   {"driven", "drive"},   {"ate", "eat"},       {"eaten", "eat"},
    {"fell", "fall"},     {"fallen", "fall"},    {"fed", "feed"},      {"felt", "feel"},
    {"fought", "fight"},  {"found", "find"},     {"fled", "flee"},     {"flew", "fly"},
    {"flown", "fly"},     {"flung", "fling"},    {"froze", "freeze"},  {"gave", "give"},
    {"given", "give"},    {"got", "get"},        {"gotten", "get"},    {"went", "go"},
    {"gone", "go"},       {"ground", "grind"},   {"held", "hold"},     {"hid", "hide"},
    {"hit", "hit"},       {"hung", "hang"},      {"kept", "keep"},     {"knelt", "kneel"},
    {"laid", "lay"},      {"lain", "lie"},       {"lay", "lie"},       {"leapt", "leap"},
    {"led", "lead"},      {"left", "leave"},     {"let", "let"},       {"lit", "light"},
    {"lost", "lose"},     {"made", "make"},      {"met", "meet"},      {"overturned", "overturn"},
    {"put", "put"},       {"ran", "run"},        {"rang", "ring"},     {"read", "read"},
    {"ridden", "ride"},   {"rode", "ride"},      {"rose", "rise"},     {"risen", "rise"},
    {"said", "say"},      {"sang", "sing"},      {"sung", "sing"},     {"sank", "sink"},
    {"sunk", "sink"},     {"sat", "sit"},        {"saw", "see"},       {"seen", "see"},
    {"sent", "send"},     {"set", "set"},        {"shone", "shine"},   {"shook", "shake"},
    {"shaken", "shake"},  {"shot", "shoot"},     {"shown", "show"},    {"slept", "sleep"},
    {"slid", "slide"},    {"slung", "sling"},    {"sped", "speed"},    {"spoke", "speak"},
    {"spoken", "speak"},  {"sprang", "spring"},  {"spun", "spin"},     {"stole", "steal"},
    {"stolen", "steal"},  {"stood", "stand"},    {"struck", "strike"}, {"stuck", "stick"},
    {"swam", "swim"},     {"swum", "swim"},      {"swept", "sweep"},   {"swung", "swing"},
    {"taken", "take"},    {"took", "take"},      {"taught", "teach"},  {"thought", "think"},
    {"threw", "throw"},   {"thrown", "throw"},   {"thrust", "thrust"}, {"told", "tell"},
    {"tore", "tear"},     {"torn", "tear"},      {"trod", "tread"},    {"wept", "weep"},
    {"woke", "wake"},     {"won", "win"},        {"wore", "wear"},     {"worn", "wear"},
    {"wrote", "write"},   {"written", "write"},  {"rung", "ring"},     {"bound", "bound"},
    {"sprung", "spring"}, {"shrugged", "shrug"}, {"lept", "leap"},     {"woken", "wake"},
    {"awoke", "awake"},   {"beaten", "beat"},    {"hidden", "hide"},   {"frozen", "freeze"},
    {"chose", "choose"},  {"chosen", "choose"},  {"grew", "grow"},     {"grown", "grow"},
    {"dug", "dig"},       {"sold", "sell"},      {"bought", "buy"},    {"stung", "sting"},
    {"spilt", "spill"},   {"burnt", "burn"},     {"knew", "know"},     {"sought", "seek"},
};

constexpr Irregular kThirds[] = {
    {"is", "be"},
    {"has", "have"},
    {"does", "do"},
    {"goes", "go"},
};

constexpr Irregular kIngs[] = {
    {"lying", "lie"},
    {"dying", "die"},
    {"tying", "tie"},
    {"being", "be"},
};

constexpr Irregular kPlurals[] = {
    {"men", "man"},
    {"women", "woman"},
    {"children", "child"},
    {"people", "person"},
    {"feet", "foot"},
    {"teeth", "tooth"},
    {"geese", "goose"},
    {"mice", "mouse"},
    {"oxen", "ox"},
    {"dice", "die"},
    {"knives", "knife"},
    {"wolves", "wolf"},
    {"leaves", "leaf"},
    {"wives", "wife"},
    {"lives", "life"},
    {"loaves", "loaf"},
    {"shelves", "shelf"},
    {"halves", "half"},
    {"calves", "calf"},
    {"elves", "elf"},
    {"hooves", "hoof"},
    {"scarves", "scarf"},
    {"thieves", "thief"},
    {"dominoes", "domino"},
    {"heroes", "hero"},
    {"potatoes", "potato"},
    {"tomatoes", "tomato"},
    {"cacti", "cactus"},
    {"policemen", "policeman"},
    {"firemen", "fireman"},
    {"businessmen", "businessman"},
    {"businesswomen", "businesswoman"},
    {"snowmen", "snowman"},
    {"fishermen", "fisherman"},
    {"grandchildren", "grandchild"},
    {"gentlemen", "gentleman"},
    {"cowboys", "cowboy"},
};

// Plural without a mark of its own; they agree with their verb.
constexpr std::string_view kSameInPlural[] = {
    "fish", "sheep", "deer", "fishes", "cattle", "police"
};

bool is_vowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

void add(std::vector<VerbCandidate>& list, std::string_view lemma, VerbForm form) {
    if (lemma.size() >= 2) {
        list.push_back({std::string(lemma), form});
    }
}

// Stems of -ed and -ing: "hopp" -> hop, "danc" -> dance, "jump".
void add_stems(std::vector<VerbCandidate>& list, std::string_view stem, VerbForm form) {
    if (stem.size() < 2) {
        return;
    }
    const char last = stem.back();
    const bool doubled = last == stem[stem.size() - 2] && !is_vowel(last);
    add(list, stem, form);
    add(list, std::string(stem) + "e", form);
    if (doubled) {
        add(list, stem.substr(0, stem.size() - 1), form);
    }
    if (last == 'k' && stem.size() > 3 && stem[stem.size() - 2] == 'c') {
        add(list, stem.substr(0, stem.size() - 1), form);  // panicking
    }
}

}  // namespace

std::vector<VerbCandidate> verb_candidates(std::string_view word) {
    std::vector<VerbCandidate> list;
    list.push_back({std::string(word), VerbForm::kBase});
    for (const Irregular& row : kPasts) {
        if (row.form == word) {
            list.push_back({std::string(row.lemma), VerbForm::kPast});
        }
    }
    for (const Irregular& row : kThirds) {
        if (row.form == word) {
            list.push_back({std::string(row.lemma), VerbForm::kThird});
        }
    }
    for (const Irregular& row : kIngs) {
        if (row.form == word) {
            list.push_back({std::string(row.lemma), VerbForm::kIng});
        }
    }
    const std::size_t size = word.size();
    if (size > 4 && word.ends_with("ing")) {
        add_stems(list, word.substr(0, size - 3), VerbForm::kIng);
    } else if (size > 3 && word.ends_with("ied")) {
        add(list, std::string(word.substr(0, size - 3)) + "y", VerbForm::kPast);
    } else if (size > 3 && word.ends_with("ed")) {
        add_stems(list, word.substr(0, size - 2), VerbForm::kPast);
    } else if (size > 3 && word.ends_with("ies")) {
        add(list, std::string(word.substr(0, size - 3)) + "y", VerbForm::kThird);
        add(list, word.substr(0, size - 1), VerbForm::kThird);
    } else if (size > 2 && word.ends_with('s') && !word.ends_with("ss")) {
        add(list, word.substr(0, size - 1), VerbForm::kThird);
        if (word.ends_with("es")) {
            add(list, word.substr(0, size - 2), VerbForm::kThird);
        }
        if (word.ends_with("zzes") || word.ends_with("sses")) {
            add(list, word.substr(0, size - 3), VerbForm::kThird);
        }
    }
    return list;
}

std::vector<NounCandidate> noun_candidates(std::string_view word) {
    std::vector<NounCandidate> list;
    bool same = false;
    for (const std::string_view row : kSameInPlural) {
        same = same || row == word;
    }
    list.push_back({std::string(word), false});
    for (const Irregular& row : kPlurals) {
        if (row.form == word) {
            list.push_back({std::string(row.lemma), true});
        }
    }
    const std::size_t size = word.size();
    if (same || size < 3 || !word.ends_with('s') || word.ends_with("ss")) {
        return list;
    }
    if (size > 3 && word.ends_with("ies")) {
        list.push_back({std::string(word.substr(0, size - 3)) + "y", true});
    }
    list.push_back({std::string(word.substr(0, size - 1)), true});
    if (size > 3 && word.ends_with("es")) {
        list.push_back({std::string(word.substr(0, size - 2)), true});
    }
    return list;
}

}  // namespace hibari::world
