// Swordsmen have their swords with them, as musicians have their instruments.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Puts a sword into the hand of every knight, samurai or pirate whose hands have nothing else to
/// do.
void give_swords(Story& story, DraftShot& draft);

/// Who blocks a blow catches nothing: what he holds is held up, or the blow is dodged.
void ward_off(const Story& story, DraftShot& draft);

/// Whom somebody fights strikes back, unless he has something else to do.
void fight_back(const Story& story, DraftShot& draft);

}  // namespace hibari::world
