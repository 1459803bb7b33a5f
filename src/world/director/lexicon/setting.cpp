#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr TimeRow kTimeTable[] = {
    {"day|daytime|daylight|noon|midday|afternoon|morning|in the afternoon|in broad daylight|sunny "
     "day|bright day|"
     "in the morning|late morning|by day|during the day|high noon|day time",
     TimeOfDay::kDay},
    {"sun rises|sun is rising|sun comes up|sun is coming up|dawn|sunrise|daybreak|early "
     "morning|first light|at dawn|early in the morning|break of "
     "dawn|morning light|rising sun",
     TimeOfDay::kDawn},
    {"orange sky|red sky|pink sky|golden hour|sunset|late afternoon|warm evening light|golden "
     "light|at sunset|setting "
     "sun|golden sunlight|"
     "magic hour|warm backlight|warm backlighting|golden backlight|warm backlit|sun sets|sun is "
     "setting|sun goes down|sun is going down|sun dips|sun sinks|low "
     "sun|sun setting|golden afternoon|sunset light|warm "
     "golden light",
     TimeOfDay::kGoldenHour},
    {"dusk|twilight|evening|nightfall|blue hour|at dusk|in the evening|gloaming|sundown|evening "
     "light",
     TimeOfDay::kDusk},
    {"night|midnight|nighttime|at night|moonlight|moonlit|under the stars|night sky|starry "
     "night|starlight|late at night|"
     "starry|nocturnal|in the dark|darkness|night time|dead of night|full moon|under the "
     "moon|starry sky|moonlit night|"
     "by moonlight|in the middle of the night",
     TimeOfDay::kNight},
};

constexpr SkyRow kSkyTable[] = {
    {"clear sky|bluebird day|bluebird sky|sunny|summer|summertime|springtime|cloudless|clear|blue "
     "sky|sunshine|bright "
     "sun|sunlit|clear blue "
     "sky|sunlight|bright sunlight|"
     "clear night|sun shines|sun is shining|sun shining|clear skies|sun comes out|sun "
     "breaks through|sun peeks through|sun peeks out|sun appears|rainbow appears|sun",
     Sky::kClear},
    {"cloudy|overcast|clouds|cloud|gray sky|grey sky|gloomy sky|partly cloudy|cloudy sky|overcast "
     "sky|grey skies",
     Sky::kCloudy},
    {"rain|rainy|raining|drizzle|drizzling|downpour|rainfall|raindrop|pouring rain|heavy "
     "rain|light rain|wet weather|"
     "in the rain|shower of rain|rain soaked|it rains|rains|rainstorm|rain falling|pours|rain "
     "pours down|rain falls",
     Sky::kRain},
    {"snow|snowing|snowy|snow covered|snowfall|snowflake|blizzard|snowstorm|flurries|falling "
     "snow|in the snow|heavy "
     "snow|"
     "snow falling|it snows|snows|snow falls|light snow|snow is falling|winter|wintry|in "
     "winter|wintertime",
     Sky::kSnow},
    {"fog|foggy|mist|misty|haze|hazy|smog|morning mist|thick fog|fog rolls in|murky", Sky::kFog},
    {"storm|stormy|thunderstorm|thunder and "
     "lightning|lightning|tempest|hurricane|thunder|tornado|stormy weather|"
     "lightning storm|typhoon|lightning flashes|lightning strikes|lightning flash|lightning "
     "bolt|lightning strike|"
     "thunder rumbles|thunder cracks|storm clouds|storm rages|storm cloud|storm is raging",
     Sky::kStorm},
};

// "Spring" and "fall" alone are verbs more often than not.
constexpr SeasonRow kSeasonTable[] = {
    {"summer|summertime|midsummer|summery", Season::kSummer},
    {"in spring|in the spring|springtime|early spring|late spring|spring day|spring morning|"
     "spring afternoon|spring evening|spring meadow|spring forest|spring park|spring garden|"
     "cherry blossom|cherry blossoms|blossom|blossoms|spring blossom|blossoming|in bloom|"
     "in full bloom|in blossom|sakura|blooming",
     Season::kSpring},
    {"autumn|autumnal|in autumn|in the autumn|in the fall|in fall|fall foliage|fall colors|"
     "fall colours|fall leaves|fall season|fall day|fall afternoon|fall morning|fall forest|"
     "autumn leaves|autumn leaf|autumn colors|autumn colours|autumn foliage|autumn day|"
     "late autumn|early autumn|golden autumn|fallen leaves|golden leaves|falling leaves|"
     "leaves falling|leaves fall|leaves falling around|leaves drifting|leaves drift down|"
     "leaves swirling|leaves swirl|leaves blowing|leaves blow|leaves rustle|"
     "october|november|halloween|harvest season|indian summer",
     Season::kAutumn},
    {"winter|wintry|in winter|in the winter|wintertime|midwinter|bare trees|leafless trees|"
     "december|january",
     Season::kWinter},
};

constexpr FactorRow kWindTable[] = {
    {"gale|hurricane|storm wind|howling wind|strong winds|strong wind|violent wind|gale force "
     "wind|typhoon|tornado",
     1.0F},
    {"windy|wind|gust|wind gust|gusty|blustery|in the wind|gusts of wind|wind blows|wind "
     "blowing|gust of "
     "wind|storm|stormy|blizzard|"
     "wind howls|wind is blowing|thunderstorm|windswept",
     0.7F},
    {"breeze|breezy|gentle breeze|light breeze|light wind|soft wind|gentle wind|soft breeze|sea "
     "breeze|slight breeze",
     0.35F},
    {"no wind|windless|still air|calm weather", 0.0F},
};

constexpr StyleRow kStyleTable[] = {
    {"photoreal|photorealistic|realistic|photo realistic|hyperrealistic|documentary|lifelike|hyper "
     "realistic|documentary style|"
     "photorealism|ultra realistic|real life|true to life|realism|live action|nature "
     "documentary|pixar|"
     "3d animation|3d animated film|cgi animation",
     Style::kPhotoreal},
    {"shot on 35mm film|shot on 35 mm film|shot on film|shot on super "
     "16|cinematic|film|movie|filmic|35 mm film|35mm film|anamorphic|blockbuster|film "
     "grain|hollywood|cinematic style|letterbox|movie trailer|"
     "epic movie|film look|cinema|imax|70mm film|70 mm film|widescreen film|movie scene|movie "
     "style|film style|"
     "teal and orange|cinematic lighting|romantic drama|drama|thriller|shot on film",
     Style::kCinematic},
    {"anime|manga|studio ghibli|ghibli|anime style|japanese animation|cel shaded|cel shading|cel "
     "animation|2d animation|"
     "hand drawn animation|cartoon|cartoon style|animated|toon|cel shaded animation|2d "
     "animated|disney|animation",
     Style::kAnime},
    {"claymation|clay|stop motion|plasticine|clay animation|play doh|stop motion "
     "animation|stopmotion|clay style|clay figures|made of clay",
     Style::kClaymation},
    {"watercolour|watercolor|water colour|water color|watercolor painting|watercolour "
     "painting|painted in watercolor|painterly|"
     "oil painting|impressionist|painting|aquarelle|painting style|ink wash|gouache|storybook "
     "illustration|painted|"
     "children 's book illustration|storybook",
     Style::kWatercolour},
    {"comic|comic book|comic book panel|comic panel|comic book page|graphic novel panel|pop "
     "art|graphic novel|halftone|comic style|comic strip|comic book "
     "style|superhero comic|spider verse",
     Style::kComic},
    {"pixel art|pixelart|8 bit|16 bit|8bit|16bit|retro game|video "
     "game|pixel|pixelated|pixels|minecraft|arcade game|retro video game|"
     "pixel style|nes style|gameboy",
     Style::kPixelArt},
    {"noir|film noir|black and white|monochrome|neo noir|b and w|b&w|grayscale|black "
     "white|greyscale|silent film|1940s detective film|"
     "black and white film|in black and white|high contrast black and white",
     Style::kNoir},
    {"retro|vhs|vhs tape|80s|1980s|retro vhs|camcorder|vhs style|vintage vhs|analog video|home "
     "video|1990s|90s|vaporwave|synthwave|"
     "found footage|old tape|crt|vhs footage|90s camcorder|80s style|1980s style|retro "
     "style|security footage|cctv|security camera|security camera footage|surveillance footage|"
     "surveillance camera|dashcam",
     Style::kRetroVhs},
    {"low poly|lowpoly|polygonal|flat shaded|low polygon|ps1 style|playstation 1|origami style|low "
     "poly style|ps1|geometric style|n64",
     Style::kLowPoly},
    {"news|news report|news broadcast|breaking news|live news|news footage|news style|tv "
     "news|newscast|tv broadcast|sports broadcast|"
     "broadcast|live broadcast|broadcast tv|live tv|news segment",
     Style::kNews},
    {"golden style|golden look|golden glow|sun drenched|warm golden tones|golden tones",
     Style::kGolden},
    {"handheld style|handheld footage|shaky footage|body cam|bodycam|phone footage|amateur "
     "video|smartphone video|iphone footage|"
     "phone video|gopro|shot on iphone|handheld video",
     Style::kHandheld},
    {"selfie|selfie video|vlog|selfie stick|selfie mode|front camera|vlog style|tiktok|selfie "
     "style|facetime|video call|front facing camera",
     Style::kSelfie},
    {"festive|christmas|xmas|holiday style|festive style|christmassy|christmas special|holiday "
     "spirit|christmas style|new year 's eve",
     Style::kFestive},
    {"shot on super 8|nostalgic|nostalgia|faded|super 8|8mm|8 mm|old "
     "film|1970s|70s|1960s|60s|sepia|vintage|polaroid|old photo|1950s|50s|"
     "old home movie|faded film|super 8 film|1970s style|vintage film|old "
     "timey|1920s|kodachrome|old movie",
     Style::kNostalgic},
};

}  // namespace

std::span<const TimeRow> time_rows() {
    return kTimeTable;
}

std::span<const SkyRow> sky_rows() {
    return kSkyTable;
}

std::span<const SeasonRow> season_rows() {
    return kSeasonTable;
}

std::span<const FactorRow> wind_rows() {
    return kWindTable;
}

std::span<const StyleRow> style_rows() {
    return kStyleTable;
}

}  // namespace hibari::world
