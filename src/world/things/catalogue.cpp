#include "world/things/catalogue.h"

#include "world/things/place_list.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hibari::world {

namespace {

// No std::array: deducing its type folds over all of them, and Clang folds no more than 256.
constexpr const Thing* kThings[] = {
    // People and animals.
    &kPerson,
    &kBear,
    &kCat,
    &kCow,
    &kDeer,
    &kDog,
    &kElephant,
    &kGiraffe,
    &kDinosaur,
    &kDragon,
    &kFox,
    &kHorse,
    &kLion,
    &kPig,
    &kRabbit,
    &kSheep,
    &kTiger,
    &kWolf,
    &kZebra,
    &kBird,
    &kChicken,
    &kDolphin,
    &kDuck,
    &kEagle,
    &kFish,
    &kGull,
    &kParrot,
    &kPenguin,
    &kShark,
    &kAnt,
    &kBee,
    &kBeetle,
    &kButterfly,
    &kCamel,
    &kCrab,
    &kCrocodile,
    &kFrog,
    &kLizard,
    &kLobster,
    &kMonkey,
    &kMouse,
    &kScorpion,
    &kSnake,
    &kSpider,
    &kSquirrel,
    &kTurtle,
    &kWorm,
    &kOwl,
    &kSwan,
    &kGoose,
    &kFlamingo,
    &kPeacock,
    &kOstrich,
    &kGoat,
    &kDonkey,
    &kPanda,
    &kRhino,
    &kHippo,
    &kGorilla,
    &kSeal,

    // Balls.
    &kAmericanFootball,
    &kBall,
    &kBaseball,
    &kBasketball,
    &kBeachBall,
    &kBowlingBall,
    &kCannonball,
    &kGolfBall,
    &kSoccerBall,
    &kTennisBall,
    &kVolleyball,

    // Sports gear.
    &kBalanceBeam,
    &kBaseballBat,
    &kBasketballHoop,
    &kBicycle,
    &kBowlingPin,
    &kDumbbell,
    &kFrisbee,
    &kGolfClub,
    &kGolfHole,
    &kKicker,
    &kMat,
    &kPaddle,
    &kPaddleboard,
    &kQuarterPipe,
    &kSkateRail,
    &kSkateboard,
    &kSnowboard,
    &kSoccerGoal,
    &kSpringboard,
    &kSurfboard,
    &kTennisNet,
    &kTennisRacket,
    &kTrampoline,
    &kVolleyballNet,
    &kArrow,
    &kHockeyStick,
    &kHurdle,
    &kPuck,
    &kSpear,

    // Table-top.
    &kApple,
    &kBanana,
    &kBauble,
    &kBell,
    &kBook,
    &kBottle,
    &kBread,
    &kCake,
    &kCandle,
    &kCheese,
    &kCoin,
    &kCone,
    &kCookingPot,
    &kCube,
    &kBlock,
    &kCan,
    &kCup,
    &kIceCube,
    &kCylinder,
    &kDie,
    &kDomino,
    &kDonut,
    &kEgg,
    &kFork,
    &kFryingPan,
    &kHamburger,
    &kIceCream,
    &kLog,
    &kMarble,
    &kMug,
    &kMushroom,
    &kNewtonsCradle,
    &kOrangeFruit,
    &kPancake,
    &kPaperSheet,
    &kPencil,
    &kPendulum,
    &kPizza,
    &kPlate,
    &kPopcorn,
    &kPumpkin,
    &kPyramid,
    &kRamp,
    &kRing,
    &kSeesaw,
    &kSpinningTop,
    &kSpoon,
    &kTableKnife,
    &kTeapot,
    &kVase,
    &kWatermelon,
    &kWineGlass,
    &kTray,
    &kTumbler,
    &kCarrot,
    &kCherries,
    &kCorn,
    &kHotDog,
    &kPineapple,
    &kStrawberry,

    // Furniture, instruments and other props.
    &kBalloon,
    &kBarrel,
    &kBathtub,
    &kBucket,
    &kCandy,
    &kChair,
    &kClock,
    &kCrate,
    &kDiamond,
    &kDoor,
    &kDoubleBed,
    &kDrum,
    &kFeather,
    &kFlag,
    &kFlute,
    &kFridge,
    &kGift,
    &kGlobe,
    &kGuitar,
    &kHammer,
    &kHandDrum,
    &kHat,
    &kKite,
    &kLadder,
    &kLamp,
    &kLaptop,
    &kMicrophone,
    &kMirror,
    &kPaperBoat,
    &kPaperPlane,
    &kPhone,
    &kPiano,
    &kPictureFrame,
    &kRobot,
    &kRubberDuck,
    &kAquarium,
    &kBowl,
    &kSaxophone,
    &kShelf,
    &kShield,
    &kBookshelf,
    &kCushion,
    &kShoppingCart,
    &kSofa,
    &kStool,
    &kStove,
    &kSuitcase,
    &kSwing,
    &kStick,
    &kSword,
    &kTable,
    &kTeddyBear,
    &kTelevision,
    &kTrumpet,
    &kUmbrella,
    &kViolin,
    &kWheelchair,
    &kBackpack,
    &kBlackboard,
    &kBroom,
    &kCannon,
    &kKey,
    &kLantern,
    &kShovel,
    &kTelescope,
    &kTreasureChest,
    &kWheelbarrow,
    &kWreckingBall,

    // Vehicles.
    &kAirplane,
    &kBus,
    &kCar,
    &kDrone,
    &kExcavator,
    &kHelicopter,
    &kHotAirBalloon,
    &kKickScooter,
    &kMotorcycle,
    &kRocket,
    &kRowboat,
    &kFishingBoat,
    &kSailboat,
    &kShip,
    &kSled,
    &kSubmarine,
    &kTank,
    &kTractor,
    &kTrain,
    &kTruck,
    &kFlatbedTruck,
    &kUfo,
    &kVan,

    // Scenery.
    &kBench,
    &kBridge,
    &kBush,
    &kCactus,
    &kCampfire,
    &kCastle,
    &kChristmasTree,
    &kCloud,
    &kFence,
    &kFerrisWheel,
    &kFlower,
    &kFountain,
    &kHouse,
    &kIgloo,
    &kLighthouse,
    &kMailbox,
    &kMountain,
    &kPalm,
    &kPineTree,
    &kPuddle,
    &kRock,
    &kSign,
    &kSkyscraper,
    &kSnowman,
    &kStairSet,
    &kStairs,
    &kStatue,
    &kStreetLamp,
    &kTent,
    &kTombstone,
    &kBough,
    &kTightrope,
    &kTower,
    &kViaduct,
    &kTrafficLight,
    &kTree,
    &kTreeHouse,
    &kVolcano,
    &kWall,
    &kWindmill,
};

constexpr std::array kPlaceMakers{
    make_airport,       make_cave,        make_hospital,      make_office,    make_beach,
    make_bowling_alley, make_city,        make_classroom,     make_court,     make_desert,
    make_farm,          make_forest,      make_gym,           make_ice_rink,  make_kitchen,
    make_lake,          make_living_room, make_meadow,        make_moon,      make_mountain,
    make_desert_road,   make_forest_road, make_mountain_lake, make_park,      make_playground,
    make_road,          make_reef,        make_rooftop,       make_sea,       make_skate_park,
    make_space,         make_stadium,     make_stage,         make_street,    make_studio,
    make_swimming_pool, make_icy_coast,   make_river,         make_shallows,  make_stream,
    make_winter_road,   make_ship_deck,   make_jetty,         make_graveyard,
};

using PlaceTable = std::array<Place, kPlaceMakers.size()>;

// Built once, on first use, and never changed: the library's one table with storage of its own.
const PlaceTable& place_table() {
    static const PlaceTable table = [] {
        PlaceTable places;
        std::ranges::transform(kPlaceMakers, places.begin(), [](auto make) { return make(); });
        return places;
    }();
    return table;
}

}  // namespace

const Thing* find_thing(std::string_view name) {
    const auto* const found = std::ranges::find(kThings, name, &Thing::name);
    return found == std::end(kThings) ? nullptr : *found;
}

std::span<const Thing* const> all_things() {
    return kThings;
}

const Place* find_place(std::string_view name) {
    const PlaceTable& places = place_table();
    const auto found = std::ranges::find(places, name, &Place::name);
    return found == places.end() ? nullptr : &*found;
}

std::span<const Place* const> all_places() {
    static const auto pointers = [] {
        std::array<const Place*, kPlaceMakers.size()> list{};
        std::ranges::transform(place_table(), list.begin(), [](const Place& place) {
            return &place;
        });
        return list;
    }();
    return pointers;
}

}  // namespace hibari::world
