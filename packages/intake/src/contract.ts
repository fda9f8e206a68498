// What is agreed with the world outside, without what speaks to the brokers: that takes 0.4 s to load, and most commands need none of it.
export { asyncApi } from './asyncapi/asyncapi.ts'
export { type ClientRule, type KafkaConfig, kafkaConfigSchema } from './config/kafka-config.ts'
export { migrations } from './migrations.ts'
export { deadTopic, eventsTopic, sendTopic } from './topics/topic-names.ts'
