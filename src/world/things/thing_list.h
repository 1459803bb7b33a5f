// Every kind of thing, by family. A new one needs a line here, one in catalogue.cpp and one in
// CMakeLists.txt.
#pragma once

#include "world/things/thing.h"

namespace hibari::world {

// People: person.cpp. Animals: animals/.
extern const Thing kPerson;
extern const Thing kBear;
extern const Thing kCat;
extern const Thing kCow;
extern const Thing kDeer;
extern const Thing kDog;
extern const Thing kElephant;
extern const Thing kFox;
extern const Thing kHorse;
extern const Thing kLion;
extern const Thing kPig;
extern const Thing kRabbit;
extern const Thing kSheep;
extern const Thing kTiger;
extern const Thing kWolf;
extern const Thing kZebra;
extern const Thing kBird;
extern const Thing kChicken;
extern const Thing kDolphin;
extern const Thing kDuck;
extern const Thing kEagle;
extern const Thing kFish;
extern const Thing kGull;
extern const Thing kParrot;
extern const Thing kPenguin;
extern const Thing kShark;

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
extern const Thing kFrisbee;
extern const Thing kGolfClub;
extern const Thing kGolfHole;
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
extern const Thing kTennisNet;
extern const Thing kTennisRacket;
extern const Thing kTrampoline;
extern const Thing kVolleyballNet;

// Table-top.
extern const Thing kApple;
extern const Thing kBanana;
extern const Thing kBell;
extern const Thing kBook;
extern const Thing kBottle;
extern const Thing kBread;
extern const Thing kCake;
extern const Thing kCandle;
extern const Thing kCheese;
extern const Thing kCoin;
extern const Thing kCone;
extern const Thing kCookingPot;
extern const Thing kCube;
extern const Thing kCup;
extern const Thing kCylinder;
extern const Thing kDie;
extern const Thing kDomino;
extern const Thing kDonut;
extern const Thing kEgg;
extern const Thing kFork;
extern const Thing kFryingPan;
extern const Thing kHamburger;
extern const Thing kIceCream;
extern const Thing kLog;
extern const Thing kMarble;
extern const Thing kMug;
extern const Thing kMushroom;
extern const Thing kNewtonsCradle;
extern const Thing kOrangeFruit;
extern const Thing kPaperSheet;
extern const Thing kPencil;
extern const Thing kPendulum;
extern const Thing kPizza;
extern const Thing kPlate;
extern const Thing kPopcorn;
extern const Thing kPumpkin;
extern const Thing kPyramid;
extern const Thing kRamp;
extern const Thing kRing;
extern const Thing kSeesaw;
extern const Thing kSpinningTop;
extern const Thing kSpoon;
extern const Thing kTableKnife;
extern const Thing kTeapot;
extern const Thing kVase;
extern const Thing kWatermelon;
extern const Thing kWineGlass;

// Furniture, instruments and other props.
extern const Thing kBalloon;
extern const Thing kBarrel;
extern const Thing kBathtub;
extern const Thing kBucket;
extern const Thing kCandy;
extern const Thing kChair;
extern const Thing kClock;
extern const Thing kCrate;
extern const Thing kDiamond;
extern const Thing kDoor;
extern const Thing kDoubleBed;
extern const Thing kDrum;
extern const Thing kFlag;
extern const Thing kFridge;
extern const Thing kGift;
extern const Thing kGlobe;
extern const Thing kGuitar;
extern const Thing kHammer;
extern const Thing kKite;
extern const Thing kLadder;
extern const Thing kLamp;
extern const Thing kLaptop;
extern const Thing kMicrophone;
extern const Thing kMirror;
extern const Thing kPaperPlane;
extern const Thing kPhone;
extern const Thing kPiano;
extern const Thing kPictureFrame;
extern const Thing kRobot;
extern const Thing kRubberDuck;
extern const Thing kShelf;
extern const Thing kShoppingCart;
extern const Thing kSofa;
extern const Thing kStool;
extern const Thing kStove;
extern const Thing kSuitcase;
extern const Thing kSwing;
extern const Thing kSword;
extern const Thing kTable;
extern const Thing kTeddyBear;
extern const Thing kTelevision;
extern const Thing kTrumpet;
extern const Thing kUmbrella;
extern const Thing kWheelchair;
extern const Thing kWreckingBall;

// Vehicles.
extern const Thing kAirplane;
extern const Thing kBus;
extern const Thing kCar;
extern const Thing kDrone;
extern const Thing kExcavator;
extern const Thing kHelicopter;
extern const Thing kHotAirBalloon;
extern const Thing kKickScooter;
extern const Thing kMotorcycle;
extern const Thing kRocket;
extern const Thing kRowboat;
extern const Thing kSailboat;
extern const Thing kSled;
extern const Thing kSubmarine;
extern const Thing kTank;
extern const Thing kTractor;
extern const Thing kTrain;
extern const Thing kTruck;
extern const Thing kUfo;

// Scenery.
extern const Thing kBench;
extern const Thing kBridge;
extern const Thing kBush;
extern const Thing kCactus;
extern const Thing kCampfire;
extern const Thing kCastle;
extern const Thing kChristmasTree;
extern const Thing kCloud;
extern const Thing kFence;
extern const Thing kFerrisWheel;
extern const Thing kFlower;
extern const Thing kFountain;
extern const Thing kHouse;
extern const Thing kIgloo;
extern const Thing kLighthouse;
extern const Thing kMountain;
extern const Thing kPalm;
extern const Thing kPineTree;
extern const Thing kRock;
extern const Thing kSign;
extern const Thing kSkyscraper;
extern const Thing kSnowman;
extern const Thing kStairs;
extern const Thing kStatue;
extern const Thing kStreetLamp;
extern const Thing kTent;
extern const Thing kTombstone;
extern const Thing kTower;
extern const Thing kTrafficLight;
extern const Thing kTree;
extern const Thing kTreeHouse;
extern const Thing kVolcano;
extern const Thing kWall;
extern const Thing kWindmill;

}  // namespace hibari::world
