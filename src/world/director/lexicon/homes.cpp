// Where things, people and deeds are at home when nobody says where they are.
#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr NameRow kHomeTable[] = {
    {"sofa|television|bed|double_bed|piano|teddy_bear|lamp|clock|armchair|couch|bookshelf|curtain|"
     "cake|gift|present|christmas_tree|bathtub|aquarium|candle|fireplace|rug|carpet|cushion|pillow|"
     "shelf|"
     "newtons_cradle|windowsill|window|bedside|nightstand",
     "living room"},
    {"stove|oven|fridge|refrigerator|toaster|sink|kettle|frying pan|saucepan", "kitchen"},
    {"laptop|whiteboard|desk|printer|photocopier|filing cabinet|paperwork", "office"},
    {"blackboard|chalkboard|microscope|beaker|flask", "classroom"},
    {"stethoscope|stretcher|hospital bed|bandage|syringe", "hospital"},
    {"microphone|drum|spotlight|podium", "stage"},
    {"penguin|igloo|snowman|sled|iceberg|sleigh|snowboard|ski|husky|polar bear", "snowy mountain"},
    {"cactus|camel|rocket|boulder|rattlesnake|scorpion|lion|zebra|giraffe|elephant|rhino|"
     "rhinoceros|"
     "cheetah|hyena|ostrich|hippo|hippopotamus|tumbleweed|volcano",
     "desert"},
    {"shark|dolphin|whale|sailboat|ship|fishing_boat|submarine|surfboard|octopus|jellyfish|orca|"
     "squid|fish|mermaid",
     "sea"},
    {"rowboat|paddleboard|duck|swan|canoe|kayak|beaver|frog|duckling|"
     "goldfish|otter",
     "lake"},
    {"seal|walrus|palm|gull|seagull|crab|sandcastle|lighthouse|starfish|seashell|flamingo|pelican",
     "beach"},
    {"deer|fox|wolf|bear|tent|mushroom|campfire|pine_tree|owl|squirrel|tiger|monkey|gorilla|parrot|"
     "waterfall|bough|snake|badger|hedgehog|raccoon|panda|leopard|jaguar|ape|chimpanzee|bonfire|"
     "moose|log|"
     "elk|"
     "koala|sloth|toucan|bigfoot|dinosaur",
     "forest"},
    {"goose|cow|pig|sheep|chicken|tractor|goat|rooster|scarecrow|hen|lamb|donkey|barn|turkey|"
     "piglet|bull|chick|haystack|hay_bale|round_bale|foal|calf",
     "farm"},
    {"skyscraper|tightrope", "city"},
    {"tombstone|gravestone|coffin", "graveyard"},
    {"viaduct", "meadow"},
    {"horse|flower|windmill|kite|hot_air_balloon|butterfly|bee|eagle|castle|cloud|"
     "dragon|unicorn|rabbit|bunny|ufo|helicopter|pony|ladybug|hawk|falcon|drone",
     "meadow"},
    {"airplane|plane|airliner|jet|jumbo jet", "airport"},
    {"race car|racing car", "road"},
    {"swing|slide|sandbox|merry go round", "playground"},
    {"dumbbell|barbell|treadmill|punching bag", "gym"},
    {"kicker|quarter_pipe|skate_rail", "skate park"},
    {"car|truck|flatbed_truck|bus|motorcycle|street_lamp|house|bicycle|train|taxi|scooter|traffic "
     "light|tram",
     "street"},
    {"door", "living room"},
};

// What may be about anywhere, and says least.
constexpr NameRow kLooseHomeTable[] = {
    {"peacock|cat|dog|bird|kitten|puppy|pigeon|tree|bench|fountain|bush", "park"},
};

// By the noun they are called.
constexpr NameRow kPersonHomeTable[] = {
    {"teacher|professor|student|pupil|scientist|chemist|librarian|"
     "judge|inventor",
     "classroom"},
    {"doctor|nurse|surgeon|dentist|patient|paramedic|midwife", "hospital"},
    {"businessman|businesswoman|secretary|programmer|hacker|lawyer|engineer|receptionist|boss|"
     "developer|manager|accountant|banker|ceo|intern|coworker|colleague|clerk|employee",
     "office"},
    {"caveman|spelunker|miner|troll", "cave"},
    {"flight attendant|stewardess|pilot", "airport"},
    {"anchor|newsreader|newscaster|anchorman|anchorwoman|presenter|weatherman|model", "studio"},
    {"waiter|waitress|barista|bartender|barmaid|maitre", "cafe"},
    {"chef|cook|baker", "kitchen"},
    {"farmer|milkmaid|shepherd|farmhand", "farm"},
    {"fisherman|angler", "lake"},
    {"hiker|camper|hunter|ranger|elf|fairy|witch|wizard|werewolf|druid|lumberjack|bigfoot|gnome|"
     "explorer",
     "forest"},
    {"mountaineer|climber|sherpa|yeti|santa", "snowy mountain"},
    {"gardener", "meadow"},
    {"firefighter|fireman|policeman|policewoman|cop|officer|postman|reporter|journalist|detective|"
     "builder|beggar|vendor|zombie|mailman|courier",
     "street"},
    {"driver|racer|motorcyclist", "road"},
    {"sailor|pirate|captain|lifeguard|castaway", "beach"},
    {"robot|android|cyborg|superhero|superman|batman|spiderman", "city"},
    {"alien|martian", "moon"},
    {"dealer|gambler|croupier|ghost|vampire|baby|infant|grandmother|grandma|granny|grandpa|"
     "grandfather",
     "living room"},
    {"guitarist|pianist|violinist|drummer|singer|conductor|comedian|magician|dj|rapper|mime|clown|"
     "actor|actress|choir|orchestra|soprano|tenor",
     "stage"},
};

// By how the verb begins.
constexpr NameRow kDeedHomeTable[] = {
    {"sleep|nap|snor|snooz|doz|knit|vacuum", "living room"},
    {"cook|bake|baking|fry|chop|stir|roast|wash dishes", "kitchen"},
    {"typ|writ|study|teach|solv|paint", "classroom"},
    {"sing|perform|danc", "stage"},
    {"lift|exercis|work out|box", "gym"},
    {"camp", "forest"},
    {"pray", "living room"},
};

// Furniture that says "indoors", and what is eaten or drunk there.
constexpr std::string_view kTables = "table|chair|stool|shelf|counter|cupboard";
constexpr std::string_view kMeals =
    "plate|mug|cup|pizza|cake|hamburger|egg|wine_glass|apple|banana|orange_fruit|pumpkin|bottle|"
    "watermelon|ice_cream|glass|bowl|bread|sandwich|soup|coffee|tea|wine|fruit|cookie|spoon|fork";

// Words by which a shot that names no time is at night.
constexpr std::string_view kNightClueWords =
    "under a street lamp|under the street lamp|under a streetlight|under a lamppost|fireworks|"
    "neon lights|neon sign|neon signs|neon lit|neon glow|neon city|neon street|neon alley|"
    "under neon|stars|owl hoots|nightclub|candlelight|candlelit|fireflies|northern lights|aurora|"
    "aurora borealis|headlights|torchlight|bonfire|campfire|street lights|streetlights|"
    "street lamps|city lights|vampire|werewolf|milky way|shooting star|glow in the dark|lanterns|"
    "under a lamp post|under a street light|new year 's eve|halloween|floodlights|lightsaber";

// What the catalogue files under a place though it is another one of its kind.
constexpr std::string_view kLoosePlaces =
    "bakery|dining room|bathroom|office|laboratory|lab|"
    "library|hospital|news studio|newsroom|meeting room|workshop|garage|shop|bedroom|school|"
    "lecture hall|mars|planet|alien planet|savanna|savannah|canyon|jungle|rainforest|island|bridge|"
    "arctic|glacier|river|canal|stream|kindergarten|amusement park|orchard|vineyard|stable|"
    "asteroid surface|theater|theatre|concert hall|village|alley|hill";

}  // namespace

std::span<const NameRow> home_rows() {
    return kHomeTable;
}

std::span<const NameRow> loose_home_rows() {
    return kLooseHomeTable;
}

std::span<const NameRow> person_home_rows() {
    return kPersonHomeTable;
}

std::span<const NameRow> deed_home_rows() {
    return kDeedHomeTable;
}

std::string_view table_words() {
    return kTables;
}

std::string_view meal_words() {
    return kMeals;
}

std::string_view night_clues() {
    return kNightClueWords;
}

std::string_view loose_place_words() {
    return kLoosePlaces;
}

}  // namespace hibari::world
