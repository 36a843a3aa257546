{id: .id, key: .name}
