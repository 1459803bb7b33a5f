#include "world/physics/character/animal_kinds.h"

#include <algorithm>
#include <initializer_list>

namespace hibari::world {

namespace {

bool is_one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

Runner runner_of(std::string_view kind) {
    if (is_one_of(kind, {"rabbit", "frog", "squirrel"})) {
        return Runner::kHopper;
    }
    if (is_one_of(
            kind, {"elephant", "dinosaur", "turtle", "crocodile", "rhino", "hippo", "seal"}
        )) {
        return Runner::kHeavy;
    }
    const bool stiff = is_one_of(
        kind,
        {"horse", "zebra", "donkey", "cow", "sheep", "goat", "pig", "deer", "giraffe", "camel"}
    );
    return stiff ? Runner::kStiff : Runner::kSupple;
}

bool goes_in_leaps(std::string_view kind) {
    return kind == "frog";
}

bool is_feline(std::string_view kind) {
    return is_one_of(kind, {"cat", "lion", "tiger"});
}

bool is_canine(std::string_view kind) {
    return is_one_of(kind, {"dog", "wolf", "fox"});
}

std::string voice_of(std::string_view kind, Verb verb) {
    if (verb == Verb::kMeow || is_feline(kind)) {
        return kind == "lion" || kind == "tiger" ? "roar" : "meow";
    }
    if (verb == Verb::kNeigh || kind == "horse" || kind == "zebra") {
        return "neigh";
    }
    if (kind == "cow") {
        return "moo";
    }
    if (kind == "donkey") {
        return "bray";
    }
    if (kind == "sheep" || kind == "goat") {
        return "baa";
    }
    if (kind == "pig") {
        return "oink";
    }
    if (kind == "elephant") {
        return "trumpet";
    }
    if (kind == "frog") {
        return "frog";
    }
    if (is_one_of(kind, {"mouse", "squirrel", "monkey"})) {
        return "squeak";
    }
    if (is_one_of(kind, {"turtle", "lizard", "camel", "rhino", "hippo"})) {
        return "snort";
    }
    return is_one_of(kind, {"bear", "panda", "gorilla", "dinosaur", "crocodile"}) ? "roar" : "bark";
}

}  // namespace hibari::world
