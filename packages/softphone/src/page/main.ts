// In this order: the SDK takes hold of `WebSocket` as it is loaded.
import './own-origin.ts'
import './app.ts'
