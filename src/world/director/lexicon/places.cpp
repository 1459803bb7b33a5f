#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr NameRow kPlaceHintTable[] = {
    {"basketball gym|gymnasium|sports hall|indoor gym|fitness center|school gym|dojo|boxing "
     "ring|high school gym|sports arena|basketball arena|"
     "warehouse|gym floor|weight room|locker room|boxing gym|indoors gym|ring",
     "gym"},
    {"bowling alley|bowling lane|lane|ten pin alley", "bowling_alley"},
    {"ice rink|skating rink|ice|ice skating rink|hockey rink|ice hockey "
     "rink",
     "ice_rink"},
    {"court|basketball court|tennis court|outdoor court|outdoor basketball court|volleyball "
     "court|street court",
     "court"},
    {"playground|schoolyard|amusement park|theme park|sandbox|fairground|carnival|county fair",
     "playground"},
    {"alley|street|road|avenue|sidewalk|suburb|neighborhood|neighbourhood|crosswalk|parking "
     "lot|driveway|town|village|market|main street|"
     "intersection|crossroad|crossroads|crossing|zebra "
     "crossing|roundabout|junction|pavement|plaza|square|bus stop|suburban street|cobblestone "
     "street|busy "
     "street|street corner|boulevard|gas station|"
     "train station|station|train platform|railway platform|subway platform|construction "
     "site|paris|london|rome|alleyway|back alley|cul de "
     "sac|subway station|roadside|town square|"
     "chinatown|venice|lane way|marketplace|quiet street|residential street|small town|sidewalk "
     "cafe|street market|brooklyn street",
     "street"},
    {"highway|dirt road|freeway|race track|racetrack|motorway|country road|bridge|mountain "
     "road|open road|coastal road|"
     "winding road|interstate|test track|train tracks",
     "road"},
    {"city|downtown|skyline|cityscape|metropolis|new york city|new york|tokyo|times square|night "
     "city|las vegas|hong kong|shibuya|night market|"
     "urban setting|san francisco|city street|busy city|brooklyn|manhattan|neon city|neon lit "
     "street|neon street|cyberpunk city|chicago|"
     "los angeles|financial district|neon alley|seoul|shanghai|futuristic city",
     "city"},
    {"rooftop|roof|balcony|terrace|roof terrace|helipad|penthouse", "rooftop"},
    {"on concrete|onto concrete|on the concrete|onto the concrete|concrete floor|concrete "
     "ground|on "
     "asphalt|onto asphalt|on the asphalt|onto the asphalt",
     "court"},
    {"tiled floor|kitchen floor|on the tiles|onto the tiles", "kitchen"},
    {"wooden floor|wood floor|hardwood floor|wooden floorboards|floorboards|parquet|parquet floor",
     "living_room"},
    {"skate park|skatepark|skate bowl|skating park|half pipe park|bmx park", "skate_park"},
    {"stadium|soccer field|football field|baseball field|football pitch|soccer pitch|soccer "
     "stadium|football stadium|stadium field|running track|end zone|touchline|"
     "olympic stadium|baseball diamond|cricket pitch|cricket ground|rugby field|sports "
     "field|racecourse",
     "stadium"},
    {"wedding|park|porch|front porch|patio|veranda|doorstep|lawn|backyard|yard|city "
     "park|picnic|front yard|campus|zoo|picnic "
     "area|dog "
     "park|university campus",
     "park"},
    {"garden|meadow|field|grass|countryside|prairie|hill|valley|hillside|green field|grassy "
     "hill|grassland|hilltop|hill top|top of a hill|wheat field|flower field|"
     "field of flowers|open field|grassy meadow|rolling hills|grassy field|golf "
     "course|fairway|pasture|cornfield|botanical garden|outdoors|"
     "nature|greenhouse|flower garden|moor|steppe|green hills|putting green|rice field|lavender "
     "field|sunflower field|field of grass|outside",
     "meadow"},
    {"farm|ranch|barnyard|orchard|vineyard|stable|farmyard|corral|rodeo", "farm"},
    {"beach|shore|seaside|coast|sand|wet sand|white sand|golden sand|soft sand|sandy "
     "beach|tropical "
     "beach|island|seashore|shoreline|boardwalk|tropical island|coastline|sea shore|"
     "desert island|hawaii|malibu|bahamas|black sand beach|cove",
     "beach"},
    {"river|wide river|deep river|canal|riverbank|riverside|amazon|nile|mississippi|thames|seine",
     "river"},
    {"stream|creek|brook|ford|shallow river|shallow stream|mountain stream|rapids|water hole|"
     "waterhole|watering hole|riverbed|knee deep water|ankle deep water",
     "stream"},
    {"pier|jetty|dock|wharf|quay|harbor|harbour|marina|boat dock|fishing port|wooden pier|lakeside "
     "pier|port|harbour wall",
     "jetty"},
    {"graveyard|cemetery|churchyard|burial ground|old graveyard|haunted graveyard|foggy graveyard|"
     "old cemetery",
     "graveyard"},
    {"ship deck|deck of a ship|deck of the ship|deck of a pirate ship|ship 's deck|pirate ship "
     "deck|deck of a sailing ship|deck of a galleon",
     "ship_deck"},
    {"shallows|shallow water|surf zone|water 's edge|edge of the sea|edge of the water|edge of the "
     "ocean|shallow waves|shallow sea|surf|ebb|low tide|tide",
     "shallows"},
    {"icy road|snowy road|frozen road|winter road|slippery road|snow covered road|"
     "icy highway|snowy highway|ice road|black ice|snowy mountain road",
     "winter_road"},
    {"icy sea|icy water|icy ocean|arctic sea|arctic ocean|arctic coast|icy coast|snowy coast|"
     "antarctic coast|ice floe|ice floes|polar sea|ice shelf",
     "icy_coast"},
    {"frozen lake|frozen pond|outdoor ice rink|outdoor rink|frozen river|frozen canal",
     "frozen_lake"},
    {"lake|pond|lagoon|calm "
     "water|swamp|bay|marsh|"
     "quiet lake|calm lake|wetland|reservoir",
     "lake"},
    {"swimming pool|pool|olympic pool|water park|hot tub|poolside|indoor pool|diving pool",
     "swimming_pool"},
    {"sea|ocean|open sea|waves|open ocean|high seas|wave|open water|rough sea|stormy sea|at "
     "sea|north sea|pacific|atlantic|atlantic ocean|"
     "pacific ocean|mediterranean|big wave|water|"
     "huge wave|giant wave|massive wave|stormy ocean|north shore|calm sea",
     "sea"},
    {"reef|underwater|coral reef|bottom of the sea|bottom of the ocean|seabed|sea bed|ocean "
     "floor|sea floor|seafloor|under water|under the sea|beneath the sea|deep sea|"
     "underwater world|underwater scene",
     "reef"},
    {"forest|woods|jungle|rainforest|woodland|wilderness|pine forest|enchanted "
     "forest|campsite|redwood forest|bamboo forest|grove|rain forest|"
     "campground|forest clearing|clearing|forest path|dark forest|autumn forest|snowy "
     "forest|magical forest|trail",
     "forest"},
    {"snowy mountain|mountain|ski slope|alps|snowy slope|mountains|mountain "
     "top|himalayas|summit|mountain summit|peak of a mountain|arctic|antarctica|glacier|north "
     "pole|snowy hill|"
     "ski resort|snow field|tundra|mountain peak|snowy landscape|everest|mount everest|snowy "
     "field|slope|mountainside|snowy mountains|piste|"
     "mountain slope|slopes|ice slope|icy slope|snow slope|icy hill|mountain range|ice "
     "spires|winter wonderland|snow covered "
     "mountain|snowy mountain slope|snowy plain|snowy peak|"
     "snowbank|half pipe of snow|south pole|snow covered field|snow park|powder|fresh "
     "powder|ski hill",
     "mountain"},
    {"desert|sahara|dunes|canyon|wild west|badlands|sand dunes|sand dune|dune|western town|grand "
     "canyon|wasteland|oasis|arizona|outback|egypt|"
     "quarry|volcano|savannah|savanna|dusty town|old west|monument valley|salt flats",
     "desert"},
    {"hall|great hall|marble hall|entrance hall|foyer|birthday party|house party|living "
     "room|lounge|bedroom|house "
     "interior|apartment|room|study|home|hotel "
     "room|den|hallway|corridor|attic|waiting room|dining room|nursery|"
     "basement|elevator|flat|dorm room|playroom|church|mall|courtroom|prison|jail|castle "
     "hall|throne room|train carriage|palace|gallery|"
     "art gallery|log cabin|indoors|family room|lobby|antique shop|barber shop|game "
     "room|arcade|"
     "fireside|cosy room|cozy room|cabin interior|interior",
     "living_room"},
    {"classroom|school|library|laboratory|lab|shop|store|supermarket|museum|workshop|garage|"
     "bookstore|lecture hall|university|science "
     "lab|toy store|factory|control room|"
     "grocery store|bookshop|courthouse|art studio",
     "classroom"},
    {"forge|smithy|cave|cavern|grotto|mine|mine "
     "shaft|tunnel|dungeon|catacombs|underground|lair|inside a "
     "mountain|crypt|dragon 's lair|bear 's den|sewer",
     "cave"},
    {"office|newsroom|meeting room|conference room|boardroom|open office|workplace|cubicle|police "
     "station|"
     "bank|call center|startup office|corner office|home office|headquarters|interrogation room",
     "office"},
    {"hospital|hospital room|hospital corridor|ward|clinic|emergency room|operating room|"
     "hospital ward|hospital bed|doctor 's office|surgery|intensive care|infirmary|maternity ward",
     "hospital"},
    {"airport|runway|airfield|airstrip|tarmac|apron|hangar|airport runway|landing strip|taxiway|"
     "airport terminal|departure hall|launch pad|launchpad|launch site|spaceport|cape canaveral",
     "airport"},
    {"cafe|restaurant|diner|cafeteria|canteen|pizzeria|coffee shop|bar|bistro|ramen shop|sushi bar|"
     "noodle shop|pub|tavern|tea house|ice cream parlour|ice cream parlor|beer garden|food court",
     "cafe"},
    {"kitchen|bakery|restaurant kitchen|pantry|bathroom|laundromat|cooking show|kitchen counter|"
     "food truck",
     "kitchen"},
    {"stage|theater|theatre|concert|concert hall|opera house|circus|auditorium|talent show|dance "
     "floor|nightclub|club|ballroom|comedy club|"
     "dance hall|spotlight|concert stage|recital|disco|rock concert|music hall|catwalk|tv "
     "studio|big top|podium|karaoke bar|jazz club|"
     "circus tent|circus ring|dance studio|game show|talk show|late night show|awards "
     "show|opera|music festival|festival",
     "stage"},
    {"moon|lunar surface|the moon|surface of the moon|moon surface|lunar landscape|lunar "
     "base|crater|mars|red planet|surface of mars|"
     "alien planet|another planet|planet surface|asteroid surface",
     "moon"},
    {"spaceship interior|cockpit|space|outer space|orbit|cosmos|deep space|galaxy|zero "
     "gravity|space station|international "
     "space station|universe|milky way|nebula",
     "space"},
    {"vacuum chamber|test chamber|studio|news studio|news desk|news set|plain studio|white "
     "background|plain background|empty "
     "room|void|infinite white|black "
     "background|white room|backdrop|"
     "seamless background|limbo|plain white background|neutral background|photo studio|green "
     "screen|grey background|gray background|"
     "white void|dark background|simple background",
     "studio"},
};

}  // namespace

std::span<const NameRow> place_hint_rows() {
    return kPlaceHintTable;
}

}  // namespace hibari::world
