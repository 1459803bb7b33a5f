#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr int to_int(auto value) {
    return static_cast<int>(value);
}

constexpr CameraRow kCameraTable[] = {
    {"pan|whip pan|swish pan|whip pan right|panning shot|slow pan|pan shot|pan right|panning "
     "right|pan to the right|pans right|slow "
     "pan right|pan from left to right|panning left to right",
     to_int(CameraMove::kPanRight)},
    {"pan left|whip pan left|panning left|pan to the left|slow pan left|pan from right to left",
     to_int(CameraMove::kPanLeft)},
    {"tilt up|tilting up|tilt upward|slow tilt up|pan up|panning up|pan upward|pan upwards|slow "
     "pan up|"
     "pans up",
     to_int(CameraMove::kTiltUp)},
    {"tilt down|tilting down|tilt downward|pan down|panning down|pan downward|slow pan down|pans "
     "down|slow tilt down",
     to_int(CameraMove::kTiltDown)},
    {"dolly in|push in|slow push in|dolly shot|push in shot|dolly forward|slow dolly in|camera "
     "push|dolly|slow dolly|slow push|"
     "dolly toward|dolly towards|creep in|pushing in|slowly pushing in|slow dolly forward|moving "
     "forward shot",
     to_int(CameraMove::kDollyIn)},
    {"dolly out|slow dolly out|slow dolly back|slow pull out|pull back|pull out|dolly back|slow "
     "pull back|pulling back|pull back shot|dolly "
     "backward|pulling out",
     to_int(CameraMove::kDollyOut)},
    {"truck left|trucking left|slide left|tracking left|crab left", to_int(CameraMove::kTruckLeft)},
    {"truck right|trucking shot|slide right|lateral tracking|sideways dolly|trucking "
     "right|tracking right|crab right|lateral tracking shot|"
     "slider shot|side scrolling",
     to_int(CameraMove::kTruckRight)},
    {"orbit|360 around|slow 360|slow 360 around|full circle around|half circle around|orbiting "
     "shot|orbit shot|arc shot|360 shot|camera circles|circling shot|360 degree "
     "shot|360 orbit|orbiting|bullet time|"
     "rotating camera|slow orbit|orbiting camera|arcing shot|circular tracking shot",
     to_int(CameraMove::kOrbit)},
    {"crane up|crane shot|rising shot|boom up|jib up|crane|jib shot|rising crane shot|booming up",
     to_int(CameraMove::kCraneUp)},
    {"crane down|descending shot|boom down|jib down|descending crane shot",
     to_int(CameraMove::kCraneDown)},
    {"tracking shot|tracking|follow shot|following shot|follow cam|steadicam|gimbal shot|chase "
     "cam|tracking camera|follow camera|"
     "one take|steadicam shot|gimbal|long take|smooth tracking shot|dynamic tracking shot|third "
     "person",
     to_int(CameraMove::kTrack)},
    {"zoom in|zoom|slow zoom|zooming in|crash zoom|slow zoom in|zoom in on|fast zoom|snap "
     "zoom|dolly zoom|punch in",
     to_int(CameraMove::kZoomIn)},
    {"zoom out|zooming out|slow zoom out", to_int(CameraMove::kZoomOut)},
    {"pov|point of view|first person|pov shot|first person view|point of view shot|pov style|first "
     "person pov|through the eyes of|first person shot|fpv",
     to_int(CameraMove::kPointOfView)},
    {"broadcast camera|broadcast angle|tv camera|television camera|sports broadcast",
     to_int(CameraMove::kAuto)},
    {"static|static shot|static camera|locked off|fixed camera|tripod|still camera|locked "
     "camera|stationary camera|tripod shot|"
     "locked off shot|static frame|camera is still|camera stays still|camera does not move|locked "
     "off camera|fixed shot|"
     "locked down shot|static wide shot",
     to_int(CameraMove::kStatic)},
    {"from a drone|from a helicopter|from an airplane|from a plane|from the air|drone shot|aerial "
     "shot|aerial view|drone footage|aerial|drone view|drone|flyover|birds eye "
     "tracking shot|helicopter shot|drone camera|"
     "sweeping aerial shot|aerial drone shot|aerial footage|sweeping drone shot",
     to_int(CameraMove::kOrbit),
     to_int(Framing::kWide),
     to_int(Angle::kHigh)},
    {"wide shot|wide angle|establishing shot|long shot|wide|wide angle shot|extreme wide "
     "shot|panorama|panoramic shot|wide view|very wide shot|"
     "extreme long shot|wide establishing shot|wide frame|wide lens|panoramic|panoramic view|vista "
     "shot|wide angle lens|ultra wide shot",
     -1,
     to_int(Framing::kWide)},
    {"full shot|full body shot|full body|full figure|full length shot|head to toe|full length",
     -1,
     to_int(Framing::kFull)},
    {"medium shot|waist up|mid shot|cowboy shot|medium|medium wide shot|two shot|medium long shot|"
     "half body shot|bust shot|waist shot",
     -1,
     to_int(Framing::kMedium)},
    {"close up|closeup|close shot|close up shot|medium close up|tight shot|close|tight close "
     "up|portrait shot|head and shoulders|"
     "closeup shot|headshot|tight framing",
     -1,
     to_int(Framing::kCloseUp)},
    {"extreme close up|macro close up|macro|macro shot|extreme closeup|macro lens|detail "
     "shot|ecu|insert "
     "shot|super close up|big close up",
     -1,
     to_int(Framing::kExtremeCloseUp)},
    {"low angle|low angle shot|from below|worm 's eye view|worms eye view|ground level|low angle "
     "view|knee level|from the ground|hero shot",
     -1,
     -1,
     to_int(Angle::kLow)},
    {"high angle|high angle shot|from above|looking down|high angle view|elevated angle|from a "
     "high angle",
     -1,
     -1,
     to_int(Angle::kHigh)},
    {"top down|bird 's eye view|birds eye view|overhead shot|overhead view|overhead|top down "
     "view|top view|top down shot|directly above|"
     "bird eye view|god 's eye view|top shot|flat lay|bird 's eye|overhead camera",
     -1,
     -1,
     to_int(Angle::kTopDown)},
    {"dutch angle|tilted angle|canted angle|dutch tilt|canted|tilted frame|dutch",
     -1,
     -1,
     to_int(Angle::kDutch)},
    {"eye level|eye level shot|straight on|at eye level", -1, -1, to_int(Angle::kEye)},
    {"handheld|hand held|handheld camera|shaky cam|shaky camera|shaky|handheld shot|shaky "
     "handheld|documentary camera|hand held camera|"
     "handheld camera movement|camera shake|jittery camera|run and gun|handheld feel",
     -1,
     -1,
     -1,
     0.6F},
    {"slow motion|slow mo|slowmo|in slow motion|slowed down|super slow motion|high speed "
     "camera|slo mo|in slow mo|120 fps|240 fps|"
     "120fps|240fps|bullet time slow motion|slow motion shot|slow motion replay|ultra slow motion",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     0.35F},
    {"time lapse|timelapse|fast motion|sped up|fast forward|hyperlapse|fast forwarded",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     2.5F},
    {"real time|normal speed", -1, -1, -1, -1.0F, -1.0F, 1.0F},
    {"shallow focus|shallow depth of field|bokeh|blurred background|blurry background|out of focus "
     "background|shallow dof|soft background|"
     "background blur|soft focus",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     -1.0F,
     1},
    {"rack focus|rack focus shot|racking focus|focus pull|pull focus|focus shift|shift of "
     "focus|slow rack focus",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     -1.0F,
     1,
     true},
    {"over the shoulder|over the shoulder shot|ots shot|ots|over the shoulder view|over shoulder "
     "shot",
     -1,
     to_int(Framing::kOverShoulder)},
    {"deep focus|everything in focus", -1, -1, -1, -1.0F, -1.0F, -1.0F, 0},
    {"fisheye|fish eye|fisheye lens|fish eye lens|ultra wide lens", -1, -1, -1, -1.0F, 14.0F},
    {"telephoto|telephoto lens|long lens|telephoto shot", -1, -1, -1, -1.0F, 135.0F},
};

constexpr CameraRow kCameraVerbTable[] = {
    {"pan|pan right|sweep|pan across|sweep across|swing|whip pan|whip",
     to_int(CameraMove::kPanRight)},
    {"pan left", to_int(CameraMove::kPanLeft)},
    {"tilt|tilt up|look up|pan up", to_int(CameraMove::kTiltUp)},
    {"tilt down|look down|pan down", to_int(CameraMove::kTiltDown)},
    {"dolly|dolly in|push|push in|move in|creep|move closer|glide in|approach|move forward|inch "
     "forward|get closer|close in|glide forward|"
     "drift in|come closer|creep in|move toward|move towards|float toward|float towards|glide "
     "toward|glide towards|dolly toward|"
     "dolly towards|fly through|move through|glide through|travel|advance|dolly forward|drift "
     "forward|creep forward|push forward|"
     "push toward|push towards|fly in|push slowly in",
     to_int(CameraMove::kDollyIn)},
    {"dolly out|slow dolly out|slow dolly back|slow pull out|pull back|pull out|pull away|move "
     "back|back away|retreat|move away|dolly "
     "back|drift back|move out|widen|withdraw|"
     "glide back|drift away|back up",
     to_int(CameraMove::kDollyOut)},
    {"truck left|slide left|move left|drift left|glide left|track left",
     to_int(CameraMove::kTruckLeft)},
    {"truck right|slide right|move right|truck|slide|drift right|track right|glide|drift|glide "
     "right|glide past|move sideways|glide across|"
     "move past|drift past",
     to_int(CameraMove::kTruckRight)},
    {"orbit|circle|rotate around|arc|spin around|move around|revolve|rotate|swirl around|circle "
     "around|arc around|go around|turn around|"
     "orbit around|spin|rotate slowly around|fly around|swoop around|wrap around",
     to_int(CameraMove::kOrbit)},
    {"crane|crane up|rise|boom up|lift|ascend|fly up|climb|soar|move up|float up|go up|rise up|fly "
     "over|lift up|boom|soar over|pull up",
     to_int(CameraMove::kCraneUp)},
    {"crane down|descend|lower|drop down|boom down|sink|swoop down|swoop|move down|fly "
     "down|drop|come down|float down",
     to_int(CameraMove::kCraneDown)},
    {"follow|track|chase|keep up|stay with|tail|run alongside|move alongside|trail|tracks "
     "alongside|move with|fly alongside|"
     "stay close to|keep pace|shadow|race alongside|fly|follow behind|track alongside",
     to_int(CameraMove::kTrack)},
    {"zoom|zoom in|zoom into|focus in|punch in|zoom in on|zoom in to", to_int(CameraMove::kZoomIn)},
    {"zoom out", to_int(CameraMove::kZoomOut)},
    {"stay|hold|remain|stay still|be still|be static|hold still|not move|lock|be fixed|rest|wait|"
     "be locked|be locked off|sit|stand still|stay fixed|be stationary",
     to_int(CameraMove::kStatic)},
    {"linger|focus|frame|show|look|reveal|watch|be|stay on|hold on|capture|film|see|record|settle|"
     "face|catch",
     to_int(CameraMove::kAuto)},
    {"rack|rack focus|pull focus|shift focus|rack the focus|pull the focus|shift|refocus",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     -1.0F,
     1,
     true},
    {"shake|wobble|bob|jitter|tremble|be handheld|shake violently|shake slightly", -1, -1, -1, 0.8F
    },
};

}  // namespace

std::span<const CameraRow> camera_rows() {
    return kCameraTable;
}

std::span<const CameraRow> camera_verb_rows() {
    return kCameraVerbTable;
}

}  // namespace hibari::world
