#include "world/director/looks.h"

#include "world/director/lexicon/tables.h"
#include "world/director/taker.h"

#include <algorithm>

namespace hibari::world {

void add_look(PersonLook& look, const PersonLook& more) {
    const PersonLook usual;
    const auto take = [&](auto member) {
        if (more.*member != usual.*member) {
            look.*member = more.*member;
        }
    };
    const auto fill = [&](auto member) {
        if (more.*member) {
            look.*member = more.*member;
        }
    };
    take(&PersonLook::age);
    take(&PersonLook::build);
    take(&PersonLook::gender);
    take(&PersonLook::hair);
    take(&PersonLook::hat);
    take(&PersonLook::top);
    take(&PersonLook::bottom);
    take(&PersonLook::glasses);
    take(&PersonLook::beard);
    for (const auto worn : kWorn) {
        look.worn.*worn = look.worn.*worn || more.worn.*worn;
    }
    fill(&PersonLook::skin_tone);
    fill(&PersonLook::hair_color);
    fill(&PersonLook::hat_color);
    fill(&PersonLook::top_color);
    fill(&PersonLook::bottom_color);
    fill(&PersonLook::shoe_color);
}

void take_look(PersonLook& into, const PersonLook& was, const PersonLook& now) {
    const Taker<PersonLook> look(into, was, now);
    look.take(&PersonLook::age);
    look.take(&PersonLook::build);
    look.take(&PersonLook::gender);
    look.take(&PersonLook::skin_tone);
    look.take(&PersonLook::hair);
    look.take(&PersonLook::hair_color);
    look.take(&PersonLook::hat);
    look.take(&PersonLook::hat_color);
    look.take(&PersonLook::top);
    look.take(&PersonLook::top_color);
    look.take(&PersonLook::bottom);
    look.take(&PersonLook::bottom_color);
    look.take(&PersonLook::shoe_color);
    look.take(&PersonLook::glasses);
    look.take(&PersonLook::beard);
    look.take(&PersonLook::feeling);
    const Taker<Worn> worn(into.worn, was.worn, now.worn);
    for (const auto member : kWorn) {
        worn.take(member);
    }
}

bool same_looks(const Entity& a, const Entity& b) {
    const PersonLook& x = a.look;
    const PersonLook& y = b.look;
    const bool worn = std::ranges::all_of(kWorn, [&](const auto member) {
        return x.worn.*member == y.worn.*member;
    });
    return worn && a.kind == b.kind && a.color == b.color && a.accent == b.accent &&
           a.scale == b.scale && a.material == b.material && a.filled == b.filled &&
           a.burning == b.burning && x.age == y.age && x.build == y.build && x.gender == y.gender &&
           x.skin_tone == y.skin_tone && x.hair == y.hair && x.hair_color == y.hair_color &&
           x.hat == y.hat && x.hat_color == y.hat_color && x.top == y.top &&
           x.top_color == y.top_color && x.bottom == y.bottom && x.bottom_color == y.bottom_color &&
           x.shoe_color == y.shoe_color && x.glasses == y.glasses && x.beard == y.beard &&
           x.feeling == y.feeling;
}

}  // namespace hibari::world
