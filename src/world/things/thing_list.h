// Every kind of thing, by family. A new one needs a line here, one in catalogue.cpp and one in
// CMakeLists.txt.
#pragma once

#include "world/things/thing.h"

namespace hibari::world {

// People and animals: person.cpp, dog.cpp, cat.cpp, horse.cpp, bird.cpp, fish.cpp.
extern const Thing kPerson;

// Balls.
extern const Thing kAmericanFootball;
extern const Thing kBall;
extern const Thing kBaseball;
extern const Thing kBasketball;
extern const Thing kBeachBall;
extern const Thing kBowlingBall;
extern const Thing kGolfBall;
extern const Thing kSoccerBall;
extern const Thing kTennisBall;
extern const Thing kVolleyball;

// Sports gear.
extern const Thing kBalanceBeam;
extern const Thing kBaseballBat;
extern const Thing kBasketballHoop;
extern const Thing kBicycle;
extern const Thing kBowlingPin;
extern const Thing kDumbbell;
extern const Thing kGolfClub;
extern const Thing kKicker;
extern const Thing kMat;
extern const Thing kPaddle;
extern const Thing kPaddleboard;
extern const Thing kQuarterPipe;
extern const Thing kSkateRail;
extern const Thing kSkateboard;
extern const Thing kSnowboard;
extern const Thing kSoccerGoal;
extern const Thing kSpringboard;
extern const Thing kSurfboard;
extern const Thing kTennisRacket;
extern const Thing kTrampoline;

// Table-top.
extern const Thing kCube;
extern const Thing kDomino;
extern const Thing kRamp;
extern const Thing kTable;

// Furniture, instruments and other props.


// Vehicles.


// Scenery.
extern const Thing kTree;

}  // namespace hibari::world
