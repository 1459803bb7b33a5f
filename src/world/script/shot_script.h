// The shot script: what the director understood of a prompt, as plain data.
//
// It is the contract between words and physics. A ClipScript is a list of shots; a shot says who
// and what is there (entities), what happens (actions in steps), what is said and heard, and how
// the camera looks at it. It never holds coordinates that a simulator would have to obey: places
// are relations
// ("on", "left_of"), results are outcomes ("success", "failure"), and the stage finds the numbers.
// JSON form and schema: script_json.h and docs/shot-script.md.
#pragma once

#include "base/vec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

/// Looks of the finished picture.
enum class Style : std::uint8_t {
    kPhotoreal,
    kCinematic,
    kAnime,
    kClaymation,
    kWatercolour,
    kComic,
    kPixelArt,
    kNoir,
    kRetroVhs,
    kLowPoly,
    kNews,
    kGolden,
    kHandheld,
    kSelfie,
    kFestive,
    kNostalgic,
};

enum class TimeOfDay : std::uint8_t { kDay, kDawn, kGoldenHour, kDusk, kNight };

enum class Sky : std::uint8_t { kClear, kCloudy, kRain, kSnow, kFog, kStorm };

/// What the year has made of leaves, meadows and trees.
enum class Season : std::uint8_t { kSummer, kSpring, kAutumn, kWinter };

/// Everything a subject can do. The director maps English verbs to these; the stage plays them.
enum class Verb : std::uint8_t {
    // Anybody and anything.
    kStay,
    kFall,
    kDrop,  // subject lets go of object, or object is released above the ground
    kBounce,
    kRoll,
    kSlide,
    kHit,  // subject runs or rolls into target
    kTopple,
    kSwing,
    kFloat,
    kSink,
    kSpin,
    kFly,
    kLaunch,
    kStack,
    kExplode,
    // Legs.
    kStand,
    kWalk,
    kRun,
    kJump,
    kSit,
    kLie,
    kDance,
    kSkate,
    kClimb,
    kCrawl,
    kSneak,
    // Gestures.
    kWave,
    kPoint,
    kClap,
    kNod,
    kShakeHead,
    kBow,
    kLook,
    kTalk,
    kSing,
    kLaugh,
    kCry,
    kSmile,
    kFrown,  // in anger
    kGasp,   // in surprise or fear
    kHold,
    kPickUp,
    kPush,
    kPull,
    kEat,
    kDrink,
    kBlow,  // at target: flames go out
    kPour,  // out of object, into target
    kRead,
    kPlayInstrument,
    kHug,
    // Ball and target.
    kThrow,
    kJuggle,  // object, with what else the subject juggles in the same step
    kCatch,
    kKick,
    kShoot,  // at hoop or goal
    kDunk,
    kDribble,
    kBowl,
    kBat,  // swing a bat, club or racket at object
    // Gymnastics.
    kBackflip,
    kFrontFlip,
    kCartwheel,
    kHandstand,
    kPirouette,
    kBalance,
    kDive,
    // Boards, water, vehicles.
    kPushBoard,
    kOllie,
    kKickflip,
    kGrind,
    kSnowboard,
    kSurf,
    kPaddle,
    kSwim,
    kCycle,
    kRide,
    kDrive,
    kSail,
    // Animals.
    kBark,
    kMeow,
    kNeigh,
    kChirp,
    kFlap,
    kGraze,
    kWag,
};

/// How an attempt ends. kNone: the verb has no outcome, or the prompt left it open (the seed
/// decides).
enum class Outcome : std::uint8_t { kNone, kSuccess, kFailure };

/// What an aimed ball touches before the outcome is decided. kNone: whatever happens.
enum class Via : std::uint8_t {
    kNone,
    kClean,  ///< nothing: a swish, an air ball, a shot wide of the goal
    kFrame,  ///< rim, post or crossbar
    kBoard,  ///< backboard
};

/// Where an action goes, as seen by the camera.
enum class Direction : std::uint8_t {
    kNone,
    kLeft,
    kRight,
    kTowardsCamera,
    kAwayFromCamera,
    kUp,
    kDown,
    kAround,
    kOff,  // out of the picture
};

enum class RelationKind : std::uint8_t {
    kLeftOf,
    kRightOf,
    kBehind,
    kInFrontOf,
    kOn,
    kUnder,
    kAbove,
    kInside,
    kBeside,
    kFarFrom,
    kHolding,
    kRiding,
    kFacing,
};

/// A spatial or bodily relation from the entity that owns it to `target` (an entity id).
struct Relation {
    RelationKind kind = RelationKind::kBeside;
    std::string target = {};
};

enum class Age : std::uint8_t { kChild, kTeen, kAdult, kOld };
enum class Build : std::uint8_t { kSlim, kAverage, kMuscular, kHeavy };
enum class Gender : std::uint8_t { kUnspecified, kWoman, kMan };
enum class HairStyle : std::uint8_t {
    kUnspecified,
    kShort,
    kLong,
    kBald,
    kCurly,
    kPonytail,
    kBun,
    kMohawk
};
enum class Hat : std::uint8_t {
    kNone,
    kCap,
    kBeanie,
    kFedora,
    kTopHat,
    kHelmet,
    kCowboy,
    kCrown,
    kSanta,
    kChef,
    kWizard,
    kSunHat,
    kHeadband,
    kHeadscarf,
    kPeaked,  ///< of police officers, pilots and captains
    kKnight,
    kViking,
    kTricorn,  ///< of pirates
    kConical   ///< of plaited straw
};
enum class Glasses : std::uint8_t { kNone, kClear, kDark, kGoggles };
enum class Top : std::uint8_t {
    kUnspecified,
    kTShirt,
    kJersey,
    kShirt,
    kHoodie,
    kJacket,
    kCoat,
    kDress,
    kSuit,
    kSwimwear,
    kSpaceSuit,
    kLeotard,
    kVest,
    kApron,
    kRaincoat,
    kOveralls,
    kUniform,
    kArmour,
    kRobe,
    kKimono,
    kSheet,  ///< over the head, with holes for the eyes: a ghost
    kRobot   ///< plates of metal in place of skin
};
enum class Bottom : std::uint8_t { kUnspecified, kTrousers, kShorts, kSkirt };

/// What a face shows while nothing that is done says otherwise.
enum class Feeling : std::uint8_t { kCalm, kHappy, kSad, kAngry, kSurprised, kAfraid };

/// What a person may wear besides clothes.
struct Worn {
    bool scarf = false;
    bool backpack = false;
    bool cape = false;
    bool headphones = false;
    bool mask = false;  ///< over nose and mouth
    bool gloves = false;
    bool wings = false;
};

/// How a person looks. Unset members are chosen from the seed, so that two strangers differ.
struct PersonLook {
    Age age = Age::kAdult;
    Build build = Build::kAverage;
    Gender gender = Gender::kUnspecified;
    std::optional<float> skin_tone = {};  ///< 0 (very light) .. 1 (very dark)
    HairStyle hair = HairStyle::kUnspecified;
    std::optional<Vec3> hair_color = {};
    Hat hat = Hat::kNone;
    std::optional<Vec3> hat_color = {};
    Top top = Top::kUnspecified;
    std::optional<Vec3> top_color = {};
    Bottom bottom = Bottom::kUnspecified;
    std::optional<Vec3> bottom_color = {};
    std::optional<Vec3> shoe_color = {};
    Glasses glasses = Glasses::kNone;
    bool beard = false;
    Feeling feeling = Feeling::kCalm;
    Worn worn = {};
};

struct LikenessForm;

/// Someone or something in the shot. A count in the prompt ("three red cubes") becomes that many
/// entities.
struct Entity {
    std::string id = {};  ///< unique in the clip, [a-z0-9_]+, e.g. "player", "cube_2"; the same id
                          ///< in two shots is the same one
    std::string kind = {};    ///< name in the catalogue of things, e.g. "person", "basketball"
    std::string called = {};  ///< the words of the prompt
    std::optional<Vec3> color = {};   ///< main colour, linear RGB
    std::optional<Vec3> accent = {};  ///< second colour (stripes, trim)
    float scale = 1.0F;               ///< 0.05 .. 20, relative to the thing's usual size
    std::string material = {};  ///< "" or a name of things/material_names.h: wood, metal, glass,
                                ///< rubber, stone, ...
    bool filled = false;        ///< with water, or what its accent has the colour of, that runs out
                                ///< when it leans; tubs and aquariums always are
    bool burning = false;       ///< on fire from the first moment to the last
    PersonLook look = {};       ///< people only
    std::string likeness = {};  ///< whose likeness it has: a name of those given beside the script
    /// That likeness as it is placed (things/likeness_form.h); not a part of the script's JSON. Set
    /// for as long as the shot is simulated and drawn; null: nobody's.
    const LikenessForm* form = nullptr;
    std::vector<Relation> relations = {};
};

/// One thing done by one subject. Actions of the same step run together; a step starts when the
/// step before has ended, or at `start_s` when that is given.
struct Action {
    std::string subject = {};  ///< entity id
    Verb verb = Verb::kStay;
    std::string object = {
    };  ///< entity id of what is thrown, kicked, ridden, dropped; may be empty
    std::string target = {};  ///< entity id of where it goes; may be empty
    Direction direction = Direction::kNone;
    float intensity = 1.0F;  ///< 0.25 (very gently, slowly) .. 2 (very hard, fast)
    Outcome outcome = Outcome::kNone;
    Via via = Via::kNone;
    int repeat = 1;  ///< 1 .. 20
    int turns = 1;   ///< 1 .. 6, of one flip or spin: 2 for a double, a 720
    int step = 0;    ///< 0 .. 31
    std::optional<float> start_s = {};
    std::optional<float> duration_s = {};
};

enum class Delivery : std::uint8_t { kSay, kShout, kWhisper, kAsk, kSing };

/// A spoken line. Lines share the steps of the actions, in order within a step.
struct SpokenLine {
    std::string speaker = {};  ///< entity id, or "narrator" (off screen)
    std::string text = {};     ///< 1 .. 600 characters
    Delivery delivery = Delivery::kSay;
    int step = 0;
    bool recorded = false;  ///< the recording of the speaker's likeness is heard instead
};

/// A sound asked for in words that no contact makes by itself: crowd, bell, siren, bird song.
struct SoundCue {
    std::string kind = {};  ///< a name of cue_names.h, e.g. "crowd_groan", "applause", "thunder"
    float level = 1.0F;     ///< 0 .. 2
    std::optional<int> step = {};  ///< absent: through the whole shot
};

struct Music {
    std::string mood = {};  ///< calm, happy, sad, epic, tense, funky, lofi, jazz, rock, electronic,
                            ///< festive, spooky
    float tempo_bpm = 100.0F;  ///< 50 .. 180
    std::string instrument = {
    };  ///< "" or piano, guitar, strings, synth, drums, flute, bells, organ
};

enum class CameraMove : std::uint8_t {
    kAuto,    ///< as the action asks: stands, turns and zooms, or goes along
    kStatic,  ///< stands, and neither turns nor zooms
    kPanLeft,
    kPanRight,
    kTiltUp,
    kTiltDown,
    kDollyIn,
    kDollyOut,
    kTruckLeft,
    kTruckRight,
    kOrbit,
    kCraneUp,
    kCraneDown,
    kTrack,  ///< follows its subject
    kZoomIn,
    kZoomOut,
    kPointOfView,
};

enum class Framing : std::uint8_t {
    kAuto,
    kWide,
    kFull,
    kMedium,
    kCloseUp,
    kExtremeCloseUp,
    kOverShoulder,  ///< past `Camera::from`, which stands near the lens, at the subject
};
enum class Angle : std::uint8_t { kEye, kLow, kHigh, kTopDown, kDutch };

struct Camera {
    CameraMove move = CameraMove::kAuto;
    Framing framing = Framing::kAuto;
    Angle angle = Angle::kEye;
    std::string subject = {};  ///< entity id; empty: the main one
    std::string from = {};  ///< entity id: where a pan, a tilt or a racked focus begins, and whose
                            ///< shoulder is looked over
    float lens_mm = 0.0F;   ///< 35 mm equivalent, 12 .. 200; 0: chosen by the framing
    float handheld = 0.0F;  ///< 0 (tripod) .. 1 (shaky)
    float speed = 1.0F;     ///< 0.25 .. 3
    bool shallow_focus = false;
    bool rack_focus = false;  ///< the focus goes from `from` to the subject
};

/// What is added to the end of a take. It begins in the state that the take ended in, with the
/// camera where it was, and changes nothing that came before.
struct Continuation {
    float duration_s = 4.0F;             ///< 1 .. 20, added to what came before
    Camera camera = {};                  ///< kAuto goes on as before
    std::vector<Entity> entities = {};   ///< who and what comes in; ids differ from all before
    std::vector<Action> actions = {};    ///< of these and of all before; steps count from 0 again
    std::vector<SpokenLine> lines = {};  ///< their steps are those of the actions here
    std::vector<SoundCue> sounds = {};   ///< an absent step: through the whole continuation
};

/// One uninterrupted take.
struct Shot {
    float duration_s = 4.0F;       ///< 1 .. 20; without the continuations
    std::string place = "studio";  ///< name in the catalogue of places
    TimeOfDay time = TimeOfDay::kDay;
    Sky sky = Sky::kClear;
    Season season = Season::kSummer;
    float wind = 0.0F;   ///< 0 (still) .. 1 (storm)
    float speed = 1.0F;  ///< world seconds per clip second; 0.25 is four times slow motion
    Camera camera = {};
    std::vector<Entity> entities = {};             ///< at most 64
    std::vector<Action> actions = {};              ///< at most 128
    std::vector<SpokenLine> lines = {};            ///< at most 32
    std::vector<SoundCue> sounds = {};             ///< at most 16
    std::vector<Continuation> continuations = {};  ///< at most 6, one after the other
};

/// What a whole prompt became.
struct ClipScript {
    static constexpr int kVersion = 1;

    Style style = Style::kPhotoreal;
    std::optional<Music> music = {};
    std::vector<Shot> shots = {};  ///< 1 .. 12
};

}  // namespace hibari::world
