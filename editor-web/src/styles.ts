// All style sheets, in the order in which they apply.
import './theme/tokens.css';
import './theme/base.css';
import './ui/buttons.css';
import './ui/overlays.css';
import './ui/fields.css';
import './ui/people.css';
import './ui/splitter.css';
import './panels/sides.css';
import './panels/topBar.css';
import './panels/tree.css';
import './panels/inspector.css';
import './panels/stage.css';
import './panels/sheet.css';
import './panels/palette.css';
